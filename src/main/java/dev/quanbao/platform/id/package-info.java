/** Identifiers and their partitions. */
@NullMarked
package dev.quanbao.platform.id;

import org.jspecify.annotations.NullMarked;
