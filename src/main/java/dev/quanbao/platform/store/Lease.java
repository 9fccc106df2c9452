package dev.quanbao.platform.store;

import dev.quanbao.platform.id.Ids;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;

/**
 * The right of one holder to work on a document for a while, stored in that document.
 *
 * <p>Every lease has a holder of its own, so that a holder whose lease ran out and was taken by
 * another finds out at its next write; {@link LeaseField} has the filters that say so. A lease
 * keeps others from the same work, it does not make the work safe: a holder that was stopped for
 * longer than its lease may wake up beside the next one.
 *
 * @param holder who has it, or had it last; empty before the first
 * @param until from when on it may be taken
 */
@RegisterForReflection
public record Lease(String holder, Instant until) {

  /** A lease without a holder, which may be taken at once. */
  public static final Lease FREE = freeFrom(Instant.EPOCH);

  /** A lease without a holder, which may be taken from a moment on. */
  public static Lease freeFrom(Instant moment) {
    return new Lease("", moment);
  }

  /** A lease of a new holder. */
  public static Lease until(Instant end) {
    return new Lease(Ids.random(), end);
  }

  /** Whether another may take it. */
  public boolean isOver(Instant now) {
    return !until.isAfter(now);
  }

  /** Whether something that takes so long at most is over before another may take the lease. */
  public boolean leavesTimeFor(Duration atMost, Instant now) {
    return !now.plus(atMost).isAfter(until);
  }
}
