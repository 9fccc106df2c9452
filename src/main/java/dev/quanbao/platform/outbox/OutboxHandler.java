package dev.quanbao.platform.outbox;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * How the entries of one desk are sent; one bean a desk.
 *
 * <p>A send that fails, or that takes longer than {@link #timeout}, may have arrived: it is asked
 * for before anything else happens. Whoever knows that nothing was sent says so by {@link
 * Outcome.Later}, {@link SendOutcome.Parked} or {@link SendOutcome.Refused}.
 */
public interface OutboxHandler {

  /** Which entries are this courier's; desks don't wait for each other. */
  String desk();

  /** Sends an entry. It is called once for an entry, unless nothing was sent the last time. */
  Uni<SendOutcome> send(OutboxEntry entry);

  /**
   * Finds out, by the entry's id, what became of a send whose end nobody saw.
   *
   * <p>{@link SendOutcome.NotSent} makes it be sent again, so it is said by those alone who know.
   * Asked at the earliest {@link #timeout} and some seconds after the send began.
   */
  Uni<SendOutcome> ask(OutboxEntry entry);

  /**
   * Writes the end of an entry down where the feature needs it.
   *
   * <p>The end is decided by then and never becomes another one. May happen several times, and on
   * two replicas at once.
   */
  Uni<Void> settle(OutboxEntry entry, SendOutcome.Final end);

  /** Whether there is anybody to ask; if not, a send whose end nobody saw ends as unknown. */
  default boolean askable() {
    return true;
  }

  /** How long a send or a question may take. */
  default Duration timeout() {
    return Duration.ofSeconds(10);
  }

  /** How many entries a replica sends at once. */
  default int atOnce() {
    return 16;
  }

  /** How many entries of one queue a replica sends at once, lest a slow one hold up the others. */
  default int atOnceOfQueue() {
    return atOnce();
  }
}
