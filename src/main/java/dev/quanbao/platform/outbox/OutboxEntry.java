package dev.quanbao.platform.outbox;

import dev.quanbao.platform.outbox.SendOutcome.Refused;
import dev.quanbao.platform.outbox.SendOutcome.Sent;
import dev.quanbao.platform.outbox.SendOutcome.Unknown;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be told to somebody else, as it is stored.
 *
 * <p>Whoever holds its lease may write what came of it, and nobody else.
 *
 * @param id made by the feature from what it is about, so that the same is put in once; our name
 *     for it at the receiver's
 * @param desk whose courier sends it
 * @param queue what waits together when the receiver wants no more
 * @param subject what it is about; counted by
 * @param payload what the courier needs to know, as JSON; the feature seals what is secret
 * @param state where it stands
 * @param lease name of the latest lease; empty before the first
 * @param attempts how often it came to nothing, questions included
 * @param since from when on patience with it is counted
 * @param dueAt when somebody may take it: the end of the lease while it is held, {@link #NEVER}
 *     after the end
 * @param createdAt when it was put in
 * @param endedAt when its end was decided and written down everywhere; null before
 * @param reference what the receiver calls it; null unless sent
 * @param code by which it was refused; null unless it was
 * @param why it came to nothing the last time; null if it never did
 */
@RegisterForReflection
public record OutboxEntry(
    String id,
    String desk,
    String queue,
    String subject,
    String payload,
    EntryState state,
    String lease,
    int attempts,
    Instant since,
    Instant dueAt,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable String reference,
    @Nullable String code,
    @Nullable String why) {

  static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * A new entry, to be sent at once.
   *
   * @param now the real clock, by which it is sent
   */
  public static OutboxEntry waiting(
      String id, String desk, String queue, String subject, String payload, Instant now) {
    return new OutboxEntry(
        id,
        desk,
        queue,
        subject,
        payload,
        EntryState.WAITING,
        "",
        0,
        now,
        now,
        now,
        null,
        null,
        null,
        null);
  }

  /** The end that was decided. */
  SendOutcome.Final end() {
    return switch (state) {
      case SENT -> new Sent(Objects.requireNonNullElse(reference, ""));
      case REFUSED ->
          new Refused(Objects.requireNonNullElse(code, ""), Objects.requireNonNullElse(why, ""));
      case UNKNOWN -> new Unknown(Objects.requireNonNullElse(why, ""));
      case WAITING, UNDER_WAY -> throw new IllegalStateException("entry " + id + " has no end");
    };
  }
}
