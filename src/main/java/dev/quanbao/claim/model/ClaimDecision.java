package dev.quanbao.claim.model;

import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.ticket.model.Ticket;
import java.util.List;

/** How a claim ended: granted with all its tickets, or rejected with its reason and no trace. */
public sealed interface ClaimDecision {

  /** The claim counts, and all its tickets are stored. */
  record Granted(Claim claim, List<Ticket> tickets) implements ClaimDecision {}

  /** The claim doesn't count, and nothing of it is left. */
  record Rejected(ErrorCode reason) implements ClaimDecision {

    /** What the placeholders of the reason's text stand for. */
    public List<Object> args() {
      // Of the life cycle's statuses only deletion is told in this way.
      return reason == ErrorCode.STATE_NOT_ALLOWED
          ? List.of(SendStatus.DELETED.number(), "claim")
          : List.of();
    }
  }
}
