package dev.quanbao.claim.model;

/** Where the copy of a claim comes from. */
public sealed interface CopySource {

  /** The claim takes a copy of its own from the package's quota. */
  record FromQuota() implements CopySource {}

  /** The claim takes over a copy that was allotted to an OP. */
  record FromStaff(String opId) implements CopySource {}

  /** The claim takes over a copy that was set aside for the recipient with a key. */
  record FromRecipient(String key) implements CopySource {}

  /** Whether the claim takes over a copy that another claim took from the quota. */
  default boolean isTakeover() {
    return !(this instanceof FromQuota);
  }
}
