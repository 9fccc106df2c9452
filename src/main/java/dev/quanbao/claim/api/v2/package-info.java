/** Claims and copies on {@code /op/v2}: it translates, the acts decide. */
@NullMarked
package dev.quanbao.claim.api.v2;

import org.jspecify.annotations.NullMarked;
