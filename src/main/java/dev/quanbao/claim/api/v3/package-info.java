/** Claims, dispatches and copies on {@code /v3}: it translates, the acts decide. */
@NullMarked
package dev.quanbao.claim.api.v3;

import org.jspecify.annotations.NullMarked;
