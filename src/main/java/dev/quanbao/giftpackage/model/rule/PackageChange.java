package dev.quanbao.giftpackage.model.rule;

import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.TicketClosing;
import dev.quanbao.giftpackage.model.UseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a rule decided to change in a package that it was shown.
 *
 * <p>The store writes a change and its audit entry together, and only into the revision that the
 * rule was shown.
 */
public sealed interface PackageChange {

  /** The entry that the change leaves in the audit trail. */
  AuditEntry audit();

  /**
   * The package moves along its life cycle.
   *
   * @param examinerId null: the examiner stays
   * @param suggestion null: the suggestion stays
   * @param closing the order to close unused tickets; null: none is given
   */
  record ReviewMove(
      SendStatus to,
      String operatorId,
      @Nullable String examinerId,
      @Nullable String suggestion,
      @Nullable TicketClosing closing,
      AuditEntry audit)
      implements PackageChange {}

  /** An operator declares the package expired, or normal again. */
  record UseStatusChange(UseStatus to, String operatorId, AuditEntry audit)
      implements PackageChange {}

  /**
   * The package gets another design.
   *
   * @param codes which codes its children carry from now on; null: those they carry already
   * @param addedToQuota how many more copies can be claimed; negative: how many fewer
   * @param sendStatus its status from now on
   * @param useStatus its use status from now on
   */
  record DesignChange(
      Design design,
      @Nullable ChildCodes codes,
      int addedToQuota,
      SendStatus sendStatus,
      UseStatus useStatus,
      String operatorId,
      AuditEntry audit)
      implements PackageChange {}
}
