package dev.quanbao.platform.idempotency.store;

import dev.quanbao.platform.store.Lease;

/**
 * One try at answering a keyed request.
 *
 * @param lease lost to a later attempt, which may take the request over once it is over
 * @param isFirst whether nothing can have had an effect before it
 */
public record Attempt(String id, String operation, Lease lease, boolean isFirst) {}
