package dev.quanbao.giftpackage;

import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.giftpackage.codes.ReleaseCodes;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Lifecycle;
import dev.quanbao.giftpackage.model.Lifecycle.Move;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.TicketClosing;
import dev.quanbao.giftpackage.model.rule.PackageChange.ReviewMove;
import dev.quanbao.giftpackage.model.rule.PackageProperty;
import dev.quanbao.giftpackage.model.rule.PropertyText;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.giftpackage.sweep.AuditFiling;
import dev.quanbao.giftpackage.sweep.CarryOutClosing;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.time.BusinessCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Moves a package along its life cycle (更新礼包发送状态, 2.4; 删除礼包, 2.3), by {@link Lifecycle}'s table and
 * nothing else.
 */
@ApplicationScoped
public class MovePackage {

  private final GiftPackageRepository packages;
  private final ReleaseCodes releaseCodes;
  private final CarryOutClosing carryOutClosing;
  private final AuditFiling auditFiling;
  private final Clock clock;
  private final boolean fourEyes;

  MovePackage(
      GiftPackageRepository packages,
      ReleaseCodes releaseCodes,
      CarryOutClosing carryOutClosing,
      AuditFiling auditFiling,
      Clock clock,
      ReviewSettings settings) {
    this.packages = packages;
    this.releaseCodes = releaseCodes;
    this.carryOutClosing = carryOutClosing;
    this.clock = clock;
    this.auditFiling = auditFiling;
    this.fourEyes = settings.fourEyes();
  }

  /**
   * A move that is asked for.
   *
   * @param packageId which package
   * @param to where to
   * @param operatorId who asks
   * @param examinerId who examines; null for a move without an examination
   * @param suggestion why; null for no reason given
   * @param closeTickets whether a close also force-closes the tickets that are not used
   */
  public record Wanted(
      String packageId,
      SendStatus to,
      String operatorId,
      @Nullable String examinerId,
      @Nullable String suggestion,
      boolean closeTickets) {}

  public Uni<Void> move(Wanted wanted, Caller caller) {
    caller.require(Lifecycle.permissionFor(wanted.to()));
    return packages
        .change(wanted.packageId(), caller, found -> decide(found, wanted, caller))
        .invoke(auditFiling::fileSoon)
        .chain(this::followUp);
  }

  private ReviewMove decide(GiftPackage found, Wanted wanted, Caller caller) {
    SendStatus from = found.standing().sendStatus();
    Move move = Lifecycle.move(from, wanted.to()).orElseThrow(() -> notAllowed(from, wanted.to()));
    switch (move) {
      case REJECT, APPROVE -> checkExaminer(found, wanted);
      case PUBLISH -> checkComplete(found);
      case REOPEN -> checkWindowOpen(found, caller);
      default -> {}
    }
    return new ReviewMove(
        wanted.to(),
        wanted.operatorId(),
        wanted.examinerId(),
        wanted.suggestion(),
        move == Move.CLOSE && wanted.closeTickets() ? closing(wanted, caller) : null,
        audit(from, wanted, caller));
  }

  private void checkExaminer(GiftPackage found, Wanted wanted) {
    if (fourEyes && found.creatorId().equals(wanted.examinerId())) {
      throw RequestRefusedException.because(
          ErrorCode.PERMISSION_MISSING,
          PropertyText.of("%s = %s", PackageProperty.EXAMINER, PackageProperty.CREATOR));
    }
  }

  private static void checkComplete(GiftPackage found) {
    if (!found.childrenComplete()) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED,
          "%s (%d/%d)"
              .formatted(
                  found.standing().sendStatus().number(),
                  found.codes().made(),
                  found.design().rule().totalLimit()),
          SendStatus.PUBLISHED.number());
    }
  }

  private static void checkWindowOpen(GiftPackage found, Caller caller) {
    if (BusinessCalendar.isOver(found.design().rule().end(), caller.now())) {
      throw notAllowed(SendStatus.CLOSED, SendStatus.PUBLISHED);
    }
  }

  private static RequestRefusedException notAllowed(SendStatus from, SendStatus to) {
    return RequestRefusedException.because(ErrorCode.STATE_NOT_ALLOWED, from.number(), to.number());
  }

  private TicketClosing closing(Wanted wanted, Caller caller) {
    return new TicketClosing(
        wanted.operatorId(),
        wanted.suggestion(),
        caller.requestId(),
        caller.now(),
        clock.instant());
  }

  private static AuditEntry audit(SendStatus from, Wanted wanted, Caller caller) {
    return AuditEntry.of(
        caller.now(),
        wanted.examinerId() == null ? wanted.operatorId() : wanted.examinerId(),
        "sendStatus",
        from.name(),
        wanted.to().name(),
        wanted.suggestion(),
        caller.requestId());
  }

  // Both can be repeated: the move is stored already, and recovery completes them after a crash.
  private Uni<Void> followUp(GiftPackage moved) {
    return switch (moved.standing().sendStatus()) {
      case DELETED -> releaseCodes.releaseFew(moved);
      case CLOSED -> carryOutClosing.carryOut(moved);
      default -> Uni.createFrom().voidItem();
    };
  }
}
