package dev.quanbao.giftpackage;

import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.giftpackage.codes.GeneratedChildren;
import dev.quanbao.giftpackage.codes.MakeChildren;
import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.CodeOwner;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseStatus;
import dev.quanbao.giftpackage.model.rule.DesignRules;
import dev.quanbao.giftpackage.model.rule.EditRules;
import dev.quanbao.giftpackage.model.rule.PackageAct;
import dev.quanbao.giftpackage.model.rule.PackageChange.DesignChange;
import dev.quanbao.giftpackage.model.rule.PackageEdit;
import dev.quanbao.giftpackage.model.rule.PackageProperty;
import dev.quanbao.giftpackage.model.rule.PropertyText;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.giftpackage.sweep.AuditFiling;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.flow.Retry;
import dev.quanbao.platform.time.BusinessCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes a package's design (修改礼包, 2.2): anything before it is approved, afterwards only what
 * can't take anything from a person who holds or wants it.
 */
@ApplicationScoped
public class UpdatePackage {

  private static final int ATTEMPTS = 50;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final GiftPackageRepository packages;
  private final AliasCodeRepository aliasCodes;
  private final GeneratedChildren generatedChildren;
  private final MakeChildren makeChildren;
  private final CodeMint mint;
  private final AuditFiling auditFiling;
  private final Clock clock;

  UpdatePackage(
      GiftPackageRepository packages,
      AliasCodeRepository aliasCodes,
      GeneratedChildren generatedChildren,
      MakeChildren makeChildren,
      CodeMint mint,
      AuditFiling auditFiling,
      Clock clock) {
    this.packages = packages;
    this.aliasCodes = aliasCodes;
    this.generatedChildren = generatedChildren;
    this.makeChildren = makeChildren;
    this.mint = mint;
    this.auditFiling = auditFiling;
    this.clock = clock;
  }

  public Uni<GiftPackage> update(
      String packageId, PackageEdit edit, String operatorId, Caller caller) {
    return Retry.upTo(ATTEMPTS, PAUSE, () -> attempt(packageId, edit, operatorId, caller))
        .onItem()
        .ifNull()
        .failWith(() -> RequestRefusedException.because(ErrorCode.CONTENTION));
  }

  private Uni<@Nullable GiftPackage> attempt(
      String packageId, PackageEdit edit, String operatorId, Caller caller) {
    return packages
        .visible(packageId, caller)
        .chain(found -> prepare(found, edit, operatorId))
        .onItem()
        .ifNotNull()
        .transformToUni(prepared -> write(prepared, operatorId, caller));
  }

  /**
   * A change that was worked out, its codes already inserted or ordered from a job.
   *
   * @param codes the package's codes from now on; null where they stay as they are
   */
  private record Prepared(
      GiftPackage found,
      Design design,
      @Nullable ChildCodes codes,
      List<PackageProperty> changed) {}

  private Uni<Prepared> prepare(GiftPackage found, PackageEdit edit, String operatorId) {
    Design merged = edit.applyTo(found.design());
    List<String> given = edit.givenCodes() == null ? List.of() : edit.givenCodes();
    List<PackageProperty> changed =
        new ArrayList<>(PackageEdit.changedProperties(found.design(), merged));
    if (!given.isEmpty()) {
      changed.add(PackageProperty.GIVEN_CODES);
    }
    checkState(found, merged, changed);
    List<Violation> violations = DesignRules.violationsOf(merged, given.size());
    if (!violations.isEmpty()) {
      return Uni.createFrom().failure(RequestRefusedException.forViolations(violations));
    }
    return withTicketCodes(found, merged)
        .chain(design -> withAliasCodes(found, design, given, changed, operatorId));
  }

  private static void checkState(GiftPackage found, Design merged, List<PackageProperty> changed) {
    SendStatus status = found.standing().sendStatus();
    if (!EditRules.isEditable(status)) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED, status.number(), PackageAct.EDIT);
    }
    List<PackageProperty> forbidden = EditRules.findForbidden(found, merged, changed);
    if (!forbidden.isEmpty()) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED, status.number(), PropertyText.list(forbidden));
    }
  }

  private Uni<Design> withTicketCodes(GiftPackage found, Design merged) {
    if (merged.tickets().equals(found.design().tickets())) {
      return Uni.createFrom().item(merged);
    }
    return mint.ticketCodes(merged.tickets().size()).map(merged::withTicketCodes);
  }

  private Uni<Prepared> withAliasCodes(
      GiftPackage found,
      Design design,
      List<String> given,
      List<PackageProperty> changed,
      String operatorId) {
    if (given.isEmpty() && keepsCodes(found.design(), design)) {
      return Uni.createFrom().item(new Prepared(found, design, null, changed));
    }
    if (found.codes().making()) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED,
          "%s (%d/%d)"
              .formatted(
                  found.standing().sendStatus().number(),
                  found.codes().made(),
                  found.design().rule().totalLimit()),
          PropertyText.list(changed));
    }
    return packages
        .reserveCodes(found, clock.instant())
        .onItem()
        .ifNotNull()
        .transformToUni(reserved ->
            // Entries that an interrupted edit left behind would be in the way.
            aliasCodes
                .removeFrom(found.id(), reserved.codes().next())
                .chain(() -> prepareCodes(reserved, design, given, operatorId))
                .map(coded -> new Prepared(reserved, coded.design(), coded.codes(), changed))
                .onFailure()
                .call(() -> giveUp(reserved)));
  }

  private Uni<Void> giveUp(GiftPackage reserved) {
    return aliasCodes
        .removeFrom(reserved.id(), reserved.codes().next())
        .chain(() -> packages.unreserveCodes(reserved));
  }

  private static boolean keepsCodes(Design from, Design to) {
    return to.codes().equals(from.codes())
        && (to.codes().type() == CodeType.SHARED
            || to.rule().totalLimit() == from.rule().totalLimit());
  }

  private record Coded(Design design, ChildCodes codes) {}

  private Uni<Coded> prepareCodes(
      GiftPackage found, Design design, List<String> given, String operatorId) {
    CodeOwner owner = CodeOwner.of(found);
    CodePlan from = found.design().codes();
    CodePlan to = design.codes();
    ChildCodes old = found.codes();
    if (to.type() == CodeType.SHARED) {
      return to.equals(from)
          ? Uni.createFrom().item(new Coded(design, old.released()))
          : replaceShared(owner, design, old);
    }
    if (to.source() == CodePlan.Source.GIVEN) {
      return given.isEmpty() && to.equals(from)
          ? Uni.createFrom().item(new Coded(design, old.released()))
          : replaceGiven(owner, design, old, given);
    }
    return addGenerated(found, design, to.equals(from), operatorId);
  }

  private Uni<Coded> replaceShared(CodeOwner owner, Design design, ChildCodes old) {
    String wanted = design.codes().shared();
    Uni<String> code =
        wanted == null
            ? aliasCodes.makeShared(owner, old.next(), design.codes())
            : aliasCodes.insertShared(owner, old.next(), wanted);
    return code.map(alias ->
        new Coded(design.withSharedCode(alias), ChildCodes.of(old.next(), old.next() + 1, 0)));
  }

  private Uni<Coded> replaceGiven(
      CodeOwner owner, Design design, ChildCodes old, List<String> given) {
    return aliasCodes
        .insertChildren(owner, old.next(), given)
        .replaceWith(() ->
            new Coded(design, ChildCodes.of(old.next(), old.next() + given.size(), given.size())));
  }

  private Uni<Coded> addGenerated(
      GiftPackage found, Design design, boolean samePlan, String operatorId) {
    ChildCodes old = found.codes();
    int first = samePlan ? old.first() : old.next();
    int limit = design.rule().totalLimit();
    int kept = samePlan ? Math.min(old.made(), limit) : 0;
    int missing = limit - kept;
    if (missing == 0) {
      return Uni.createFrom().item(new Coded(design, ChildCodes.of(first, first + kept, kept)));
    }
    return generatedChildren
        .reserve(found.companyId(), design.codes(), first + kept, missing)
        .chain(reserved ->
            missing <= DesignRules.MAX_CHILDREN_AT_ONCE
                ? generatedChildren
                    .make(CodeOwner.of(found), reserved, first + kept, first + limit)
                    .replaceWith(new Coded(design, ChildCodes.of(first, first + limit, limit)))
                : makeChildren
                    .order(found, reserved, operatorId, isClaimable(found))
                    .map(job ->
                        new Coded(
                            design, ChildCodes.of(first, first + kept, kept).madeBy(job.id()))));
  }

  // A copy of a package that people claim from is added to the quota only once it exists.
  private static boolean isClaimable(GiftPackage found) {
    return found.standing().sendStatus() == SendStatus.PUBLISHED;
  }

  private Uni<@Nullable GiftPackage> write(Prepared prepared, String operatorId, Caller caller) {
    GiftPackage found = prepared.found();
    ChildCodes codes = prepared.codes();
    return packages
        .write(found, toChange(prepared, operatorId, caller))
        .call(written -> codes == null ? done() : finishCodes(found, written, codes))
        .invoke(written -> {
          if (written != null) {
            auditFiling.fileSoon(written);
          }
        });
  }

  private static DesignChange toChange(Prepared prepared, String operatorId, Caller caller) {
    GiftPackage found = prepared.found();
    SendStatus from = found.standing().sendStatus();
    SendStatus to = from == SendStatus.REJECTED ? SendStatus.PENDING_REVIEW : from;
    return new DesignChange(
        prepared.design(),
        prepared.codes(),
        addedToQuota(prepared),
        to,
        useStatus(found, prepared.design(), caller),
        operatorId,
        AuditEntry.of(
            caller.now(),
            operatorId,
            "update",
            from.name(),
            to.name(),
            AuditEntry.fields(prepared.changed().stream().map(PackageProperty::path).toList()),
            caller.requestId()));
  }

  private static int addedToQuota(Prepared prepared) {
    GiftPackage found = prepared.found();
    ChildCodes codes = prepared.codes();
    if (codes != null && codes.making() && isClaimable(found)) {
      return 0;
    }
    // A cancelled job has left fewer copies to claim than the limit says.
    int before = codes == null ? found.design().rule().totalLimit() : found.quota().total();
    return prepared.design().rule().totalLimit() - before;
  }

  private Uni<Void> finishCodes(
      GiftPackage found, @Nullable GiftPackage written, ChildCodes codes) {
    String jobId = codes.making() ? codes.jobId() : null;
    if (written == null) {
      return giveUp(found).chain(() -> jobId == null ? done() : makeChildren.forgo(jobId));
    }
    return aliasCodes
        .removeBefore(found.id(), codes.first())
        .chain(() ->
            jobId != null
                ? makeChildren.begin(jobId)
                : aliasCodes.removeFrom(found.id(), codes.next()));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }

  // New dates undo an expiry that only time had caused, whether or not a sweep has marked it.
  private static UseStatus useStatus(GiftPackage found, Design changed, Caller caller) {
    boolean wasOver = BusinessCalendar.isOver(found.lastUseEnd(), caller.now());
    boolean isOver = BusinessCalendar.isOver(changed.lastUseEnd(), caller.now());
    return wasOver && !isOver ? UseStatus.NORMAL : found.standing().useStatus();
  }
}
