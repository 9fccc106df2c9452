package dev.quanbao.claim.store;

import dev.quanbao.claim.model.CopySource;
import dev.quanbao.claim.model.CopySource.FromQuota;
import dev.quanbao.claim.model.CopySource.FromRecipient;
import dev.quanbao.claim.model.CopySource.FromStaff;
import dev.quanbao.claim.model.Owner;
import dev.quanbao.claim.model.Owner.Recipient;
import dev.quanbao.claim.model.Owner.TicketHolder;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The ids of claims, of their owners and of attempts to release copies, as they are stored.
 *
 * <p>Those of recipients begin with a space, which no other id may contain, and a claim's id begins
 * like its owner's. What is set aside thus stands before all that is claimed, and either is found
 * as a range of an index.
 */
public final class ClaimIds {

  private static final String MARK = IssuedCode.SET_ASIDE_MARK;

  private ClaimIds() {}

  /** A new id for a claim of an owner. */
  public static String newFor(Owner owner) {
    return Ids.randomFor(ownerId(owner));
  }

  /** Whether a claim's id is that of a copy that was set aside. */
  public static boolean isEarmark(String claimId) {
    return IssuedCode.isSetAsideBy(claimId);
  }

  /** The id of a new attempt to release copies, which no claim can have. */
  public static String newRelease() {
    return MARK + MARK + Ids.random();
  }

  public static boolean isRelease(String id) {
    return id.startsWith(MARK + MARK);
  }

  static String ownerId(Owner owner) {
    return switch (owner) {
      case TicketHolder holder -> holder.id();
      case Recipient recipient -> ownerIdOf(recipient.key());
    };
  }

  static String ownerIdOf(String recipientKey) {
    return MARK + recipientKey;
  }

  static String recipientKey(String ownerId) {
    return ownerId.substring(MARK.length());
  }

  /** The id of the owner from whom a copy is taken over; null where none is. */
  static @Nullable String ownerId(CopySource source) {
    return switch (source) {
      case FromQuota quota -> null;
      case FromStaff staff -> staff.opId();
      case FromRecipient recipient -> ownerIdOf(recipient.key());
    };
  }

  static CopySource source(@Nullable String ownerId) {
    if (ownerId == null) {
      return new FromQuota();
    }
    return ownerId.startsWith(MARK)
        ? new FromRecipient(recipientKey(ownerId))
        : new FromStaff(ownerId);
  }
}
