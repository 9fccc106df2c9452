package dev.quanbao.platform.outbox.store;

import dev.quanbao.platform.outbox.model.EntryState;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.model.SendOutcome.Refused;
import dev.quanbao.platform.outbox.model.SendOutcome.Sent;
import dev.quanbao.platform.outbox.model.SendOutcome.Unknown;
import dev.quanbao.platform.store.Lease;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be sent to another system, as it is stored.
 *
 * @param id made by the feature from what it is about, so that the same is put in once; also its
 *     name at the receiver
 * @param destination whose handler sends it
 * @param queue entries that are postponed together when the receiver wants no more
 * @param subject what it is about; entries are counted by it
 * @param payload what the handler needs to know, as JSON; the feature seals what is secret
 * @param state where it stands
 * @param lease of the replica that works on it; ends at {@link #NEVER} once the entry has ended
 * @param attempts how many sends and status queries have failed
 * @param since from when on the patience with it is counted
 * @param createdAt when it was put in
 * @param endedAt when the feature had written down its end; null before
 * @param reference what the receiver calls it; null unless sent
 * @param code by which it was refused; null unless it was
 * @param why the last attempt failed; null if none did
 */
@RegisterForReflection
public record OutboxEntry(
    String id,
    String destination,
    String queue,
    String subject,
    String payload,
    EntryState state,
    Lease lease,
    int attempts,
    Instant since,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable String reference,
    @Nullable String code,
    @Nullable String why) {

  public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * A new entry, to be sent at once.
   *
   * @param now the real clock, by which it is sent
   */
  public static OutboxEntry waiting(
      String id, String destination, String queue, String subject, String payload, Instant now) {
    return new OutboxEntry(
        id,
        destination,
        queue,
        subject,
        payload,
        EntryState.WAITING,
        Lease.freeFrom(now),
        0,
        now,
        now,
        null,
        null,
        null,
        null);
  }

  /** The end that was decided. */
  public SendOutcome.Final end() {
    return switch (state) {
      case SENT -> new Sent(Objects.requireNonNullElse(reference, ""));
      case REFUSED ->
          new Refused(Objects.requireNonNullElse(code, ""), Objects.requireNonNullElse(why, ""));
      case UNKNOWN -> new Unknown(Objects.requireNonNullElse(why, ""));
      case WAITING, IN_FLIGHT -> throw new IllegalStateException("entry " + id + " has no end");
    };
  }
}
