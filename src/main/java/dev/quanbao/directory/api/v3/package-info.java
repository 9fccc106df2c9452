/** The directory on {@code /v3}: shapes of the resources, and nothing decided. */
@NullMarked
package dev.quanbao.directory.api.v3;

import org.jspecify.annotations.NullMarked;
