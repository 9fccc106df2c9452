/**
 * Claiming packages (领取).
 *
 * <p>Never more than the total, never more than the personal limit, no child twice, all tickets of
 * a claim or none: under any number of replicas, and whatever is killed when.
 */
@NullMarked
package dev.quanbao.claim;

import org.jspecify.annotations.NullMarked;
