/** Messages on {@code /op/v2}: 2.22 and 2.23. */
@NullMarked
package dev.quanbao.delivery.api.v2;

import org.jspecify.annotations.NullMarked;
