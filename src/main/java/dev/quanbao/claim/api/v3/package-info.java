/** Claims, dispatches and copies on {@code /v3}: shapes, and nothing decided. */
@NullMarked
package dev.quanbao.claim.api.v3;

import org.jspecify.annotations.NullMarked;
