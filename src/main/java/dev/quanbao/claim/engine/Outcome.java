package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.ticket.model.Ticket;
import java.util.List;

/**
 * How a request left the steps of a claim. Callers outside the engine only ever see a {@link
 * Decided}: the engine settles a {@link Found} and fails for a {@link Contended}.
 */
sealed interface Outcome {

  /** The request is decided. */
  record Decided(ClaimDecision decision) implements Outcome {}

  /**
   * The same operation has made a claim before, which counts or is yet to be finished or undone.
   */
  record Found(Claim earlier) implements Outcome {}

  /** Other requests were first at every try, or recovery undid the claim: nothing of it is left. */
  record Contended() implements Outcome {}

  static Outcome granted(Claim claim, List<Ticket> tickets) {
    return new Decided(new Granted(claim, tickets));
  }

  static Outcome rejected(ErrorCode reason) {
    return new Decided(new Rejected(reason));
  }
}
