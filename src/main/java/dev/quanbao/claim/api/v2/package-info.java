/**
 * Claims on the back office's surface, {@code /op/v2}: shapes of seeds 000 to 002, and nothing
 * decided.
 */
package dev.quanbao.claim.op;
