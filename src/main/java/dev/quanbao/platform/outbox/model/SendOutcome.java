package dev.quanbao.platform.outbox.model;

import java.time.Duration;
import java.time.Instant;

/** What became of sending an entry, or of querying its status. */
public sealed interface SendOutcome {

  /** An outcome with which an entry may end. */
  sealed interface Final extends SendOutcome {}

  /**
   * It arrived.
   *
   * @param reference what the receiver calls it; may be empty
   */
  record Sent(String reference) implements Final {}

  /**
   * It was not accepted and never will be.
   *
   * @param code the receiver's, or one of ours
   * @param words the receiver's own
   */
  record Refused(String code, String words) implements Final {

    /** The code of an entry that was tried for as long as patience lasts. */
    public static final String GAVE_UP = "GAVE_UP";
  }

  /**
   * It may have arrived or not.
   *
   * <p>After a send, its status is queried; after a query, it is queried again, less and less
   * often. The entry ends with it once patience is at an end. It is never sent again.
   */
  record Unknown(String why) implements Final {}

  /**
   * It did not arrive, for a reason that passes.
   *
   * @param atLeast how long to wait, if longer than it would be anyway
   */
  record Later(Duration atLeast, String why) implements SendOutcome {

    public static Later because(String why) {
      return new Later(Duration.ZERO, why);
    }
  }

  /** It did not arrive, and nothing of its queue will before a moment. */
  record Postponed(Instant until, String why) implements SendOutcome {}

  /** It never arrived: the answer to a status query upon which it is sent again. */
  record NotSent() implements SendOutcome {}
}
