package dev.quanbao.claim.model;

/** How far a claim has come, and what has become of its copy since. */
public sealed interface CopyState {

  /** Its tickets may not all be there, and it need not count. */
  record Pending() implements CopyState {}

  /** The claim counts, its tickets are there, and its owner has the copy. */
  record Owned() implements CopyState {}

  /** The claim counted, and another claim has taken its copy over. */
  record TakenOver(String byClaimId) implements CopyState {}

  /** The copy was set aside, and an attempt to release it is under way. */
  record Releasing(String attemptId) implements CopyState {}

  /** The copy was set aside and is released: it only tells a repetition what happened. */
  record Released(String attemptId) implements CopyState {}
}
