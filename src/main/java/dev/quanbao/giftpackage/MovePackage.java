package dev.quanbao.giftpackage;

import com.mongodb.client.model.Updates;
import dev.quanbao.access.Caller;
import dev.quanbao.audit.AuditEntry;
import dev.quanbao.giftpackage.GiftPackages.Change;
import dev.quanbao.giftpackage.Lifecycle.Move;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Refused;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.CloseTickets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Moves a package along its life cycle (更新礼包发送状态, 2.4; 删除礼包, 2.3), by {@link Lifecycle}'s table and
 * nothing else.
 */
@ApplicationScoped
public class MovePackage {

  private final GiftPackages packages;
  private final CodeBook codeBook;
  private final CloseTickets closeTickets;
  private final AuditFiling auditFiling;
  private final boolean fourEyes;

  MovePackage(
      GiftPackages packages,
      CodeBook codeBook,
      CloseTickets closeTickets,
      AuditFiling auditFiling,
      @ConfigProperty(name = "quanbao.review.four-eyes", defaultValue = "true") boolean fourEyes) {
    this.packages = packages;
    this.codeBook = codeBook;
    this.closeTickets = closeTickets;
    this.auditFiling = auditFiling;
    this.fourEyes = fourEyes;
  }

  /**
   * A move that is asked for.
   *
   * @param packageId which package
   * @param to where to
   * @param operatorId who asks
   * @param examinerId who examines; null where nobody does
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
        .chain(moved -> after(moved, wanted, caller));
  }

  private Change decide(GiftPackage found, Wanted wanted, Caller caller) {
    SendStatus from = found.standing().sendStatus();
    Move move = Lifecycle.move(from, wanted.to()).orElseThrow(() -> notAllowed(from, wanted.to()));
    switch (move) {
      case REJECT, APPROVE -> checkExaminer(found, wanted);
      case PUBLISH -> checkComplete(found);
      case REOPEN -> checkWindowOpen(found, caller);
      default -> {}
    }
    return new Change(standing(wanted), audit(from, wanted, caller));
  }

  private void checkExaminer(GiftPackage found, Wanted wanted) {
    if (fourEyes && found.creatorId().equals(wanted.examinerId())) {
      throw Refused.because(ErrorCode.PERMISSION_MISSING, "ExaminerId = CreateUserId");
    }
  }

  private static void checkComplete(GiftPackage found) {
    if (!found.childrenComplete()) {
      throw Refused.because(
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

  private static Refused notAllowed(SendStatus from, SendStatus to) {
    return Refused.because(ErrorCode.STATE_NOT_ALLOWED, from.number(), to.number());
  }

  private static Bson standing(Wanted wanted) {
    List<Bson> sets = new ArrayList<>();
    sets.add(Updates.set("standing.sendStatus", wanted.to()));
    sets.add(Updates.set("standing.operatorId", wanted.operatorId()));
    if (wanted.examinerId() != null) {
      sets.add(Updates.set("standing.examinerId", wanted.examinerId()));
    }
    if (wanted.suggestion() != null) {
      sets.add(Updates.set("standing.suggestion", wanted.suggestion()));
    }
    return Updates.combine(sets);
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

  // Both can be repeated: the move itself stands, and recovery frees what a crash here leaves.
  private Uni<Void> after(GiftPackage moved, Wanted wanted, Caller caller) {
    return switch (wanted.to()) {
      case DELETED -> codeBook.removeAll(moved.id());
      case CLOSED ->
          wanted.closeTickets()
              ? closeTickets.ofPackage(moved.id(), wanted.operatorId(), wanted.suggestion(), caller)
              : Uni.createFrom().voidItem();
      default -> Uni.createFrom().voidItem();
    };
  }
}
