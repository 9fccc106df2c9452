/** Statistics on {@code /v3}. */
@NullMarked
package dev.quanbao.statistics.api.v3;

import org.jspecify.annotations.NullMarked;
