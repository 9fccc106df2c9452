package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimRequest;
import java.util.List;

/**
 * A request on its way through the steps, and the claim as the last step has left it. A step that
 * changes the claim answers another attempt.
 *
 * @param places of its request in the batch: more than one where an operation came more than once,
 *     which is one claim all the same
 */
record Attempt(List<Integer> places, ClaimRequest request, Claim claim) {

  String claimId() {
    return claim.id();
  }

  Attempt with(Claim changed) {
    return new Attempt(places, request, changed);
  }

  /** The results of the requests that this attempt is for. */
  List<BatchResult> endedBy(Outcome outcome) {
    return places.stream().map(place -> new BatchResult(place, outcome)).toList();
  }
}
