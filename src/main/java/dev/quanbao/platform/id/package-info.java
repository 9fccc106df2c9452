/** Identifiers and their partitions. */
package dev.quanbao.platform.id;
