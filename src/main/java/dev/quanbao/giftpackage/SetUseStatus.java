package dev.quanbao.giftpackage;

import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseStatus;
import dev.quanbao.giftpackage.model.rule.PackageChange.UseStatusChange;
import dev.quanbao.giftpackage.model.rule.PackageProperty;
import dev.quanbao.giftpackage.model.rule.PropertyText;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.giftpackage.sweep.AuditFiling;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.time.BusinessCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Declares a package expired by hand, or normal again (更新礼包使用状态, 2.5); dates that are over can't be
 * declared away.
 */
@ApplicationScoped
public class SetUseStatus {

  private final GiftPackageRepository packages;
  private final AuditFiling auditFiling;

  SetUseStatus(GiftPackageRepository packages, AuditFiling auditFiling) {
    this.packages = packages;
    this.auditFiling = auditFiling;
  }

  public Uni<Void> set(String packageId, UseStatus to, String operatorId, Caller caller) {
    return packages
        .change(packageId, caller, found -> decide(found, to, operatorId, caller))
        .invoke(auditFiling::fileSoon)
        .replaceWithVoid();
  }

  private static UseStatusChange decide(
      GiftPackage found, UseStatus to, String operatorId, Caller caller) {
    UseStatus from = found.useStatus(caller.now());
    if (found.isDeleted()) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED,
          SendStatus.DELETED.number(),
          PropertyText.of("%s " + to.number(), PackageProperty.USE_STATUS));
    }
    if (to == UseStatus.NORMAL && BusinessCalendar.isOver(found.lastUseEnd(), caller.now())) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED, from.number(), to.number());
    }
    return new UseStatusChange(
        to,
        operatorId,
        AuditEntry.of(
            caller.now(),
            operatorId,
            "useStatus",
            from.name(),
            to.name(),
            null,
            caller.requestId()));
  }
}
