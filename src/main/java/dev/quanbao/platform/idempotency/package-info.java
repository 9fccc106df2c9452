/**
 * Requests that may be repeated: the same key gives the first answer again.
 *
 * <p>An act's effect is tied to an operation id, which every attempt under one key shares; so what
 * happens between the effect and the kept answer can be taken up by the next attempt.
 */
@NullMarked
package dev.quanbao.platform.idempotency;

import org.jspecify.annotations.NullMarked;
