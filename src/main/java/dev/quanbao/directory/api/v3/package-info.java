/** The directory on {@code /v3}: shapes of the resources, and nothing decided. */
package dev.quanbao.directory.v3;
