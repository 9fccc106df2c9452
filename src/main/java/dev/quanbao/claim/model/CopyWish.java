package dev.quanbao.claim.model;

import dev.quanbao.claim.model.CopySource.FromQuota;
import dev.quanbao.claim.model.CopySource.FromRecipient;
import dev.quanbao.claim.model.CopySource.FromStaff;
import org.jspecify.annotations.Nullable;

/** Which copy of a package a request asks for. */
public sealed interface CopyWish {

  /** Any copy of the quota. */
  record AnyCopy() implements CopyWish {}

  /** The copy of the quota that is the child with a code. */
  record OneChild(String code) implements CopyWish {}

  /** A copy that another claim has taken from the quota before. */
  sealed interface Takeover extends CopyWish {}

  /**
   * A copy that was allotted to an OP.
   *
   * @param copyId the claim that holds the copy; null for any of the OP's
   */
  record OfStaff(String opId, @Nullable String copyId) implements Takeover {}

  /**
   * The copy that was set aside for a recipient.
   *
   * @param copyId the claim that holds the copy
   */
  record OfRecipient(String key, String copyId) implements Takeover {}

  /** Where a claim that fulfils the wish has its copy from. */
  default CopySource source() {
    return switch (this) {
      case AnyCopy any -> new FromQuota();
      case OneChild child -> new FromQuota();
      case OfStaff staff -> new FromStaff(staff.opId());
      case OfRecipient recipient -> new FromRecipient(recipient.key());
    };
  }
}
