/**
 * Claiming packages (领取).
 *
 * <p>Never more than the total, never more than the personal limit, no child twice, all tickets of
 * a claim or none: under any number of replicas, and whatever is killed when.
 */
package dev.quanbao.claim;
