package dev.quanbao.claim.engine;

/**
 * The outcome of one request of a batch.
 *
 * @param place of the request in its batch
 */
record BatchResult(int place, Outcome outcome) {}
