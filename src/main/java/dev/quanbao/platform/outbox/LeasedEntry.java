package dev.quanbao.platform.outbox;

import java.time.Duration;
import java.time.Instant;

/**
 * An entry while this replica holds its lease.
 *
 * @param entry as it was found, before it was taken
 * @param lease name of the lease
 * @param until when the lease runs out
 */
record LeasedEntry(OutboxEntry entry, String lease, Instant until) {

  /** Whether something that takes so long at most is over before anybody else may begin. */
  boolean leavesTimeFor(Duration atMost, Instant now) {
    return !now.plus(atMost).isAfter(until);
  }
}
