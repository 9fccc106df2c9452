package dev.quanbao.platform.outbox;

import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Sends the entries of one destination; one bean for each.
 *
 * <p>A send that fails, or that takes longer than {@link #timeout}, may have arrived: its status is
 * queried before anything else happens. A handler that knows that nothing was sent says so by
 * {@link SendOutcome.Later}, {@link SendOutcome.Postponed} or {@link SendOutcome.Refused}.
 */
public interface OutboxHandler {

  /** Which entries this handler sends. Destinations don't wait for each other. */
  String destination();

  /** Sends an entry. It is called once for an entry, unless nothing was sent the last time. */
  Uni<SendOutcome> send(OutboxEntry entry);

  /**
   * Finds out, by the entry's id, what became of a send whose end this service did not see.
   *
   * <p>{@link SendOutcome.NotSent} makes it be sent again, so it is said only where that is known.
   * Asked at the earliest {@link #timeout} and some seconds after the send began.
   */
  Uni<SendOutcome> queryStatus(OutboxEntry entry);

  /**
   * Writes the end of an entry down where the feature needs it.
   *
   * <p>The end is decided by then and never becomes another one. May happen several times, and on
   * two replicas at once.
   */
  Uni<Void> onCompleted(OutboxEntry entry, SendOutcome.Final end);

  /** Whether the status can be queried; if not, a send whose end was not seen ends as unknown. */
  default boolean supportsStatusQuery() {
    return true;
  }

  /** How long a send or a status query may take. */
  default Duration timeout() {
    return Duration.ofSeconds(10);
  }

  /** How many entries a replica sends at once. */
  default int atOnce() {
    return 16;
  }

  /**
   * How many entries of one queue a replica sends at once, so that a slow queue holds up no other.
   */
  default int atOnceOfQueue() {
    return atOnce();
  }
}
