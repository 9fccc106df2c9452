package dev.quanbao.platform.outbox.store;

import dev.quanbao.platform.store.Lease;

/**
 * An entry while this replica holds its lease.
 *
 * @param entry as it was found, before it was taken
 * @param lease under which what becomes of it is written
 */
public record LeasedEntry(OutboxEntry entry, Lease lease) {}
