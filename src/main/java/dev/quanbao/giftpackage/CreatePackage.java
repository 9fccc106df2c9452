package dev.quanbao.giftpackage;

import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.giftpackage.codes.GeneratedChildren;
import dev.quanbao.giftpackage.codes.GeneratedChildren.Reserved;
import dev.quanbao.giftpackage.codes.MakeChildren;
import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.CodeOwner;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.model.ReviewState;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.rule.DesignRules;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.giftpackage.sweep.AuditFiling;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Creates a gift package (创建礼包, 2.1 and 2.29).
 *
 * <p>It stores the package hidden, then its codes, then reveals the package: a reader never sees a
 * part of it. {@link PackageRecovery} removes what an interrupted creation leaves behind.
 */
@ApplicationScoped
public class CreatePackage {

  private static final int FIRST_ORDINAL = 0;

  private final GiftPackageRepository packages;
  private final AliasCodeRepository aliasCodes;
  private final GeneratedChildren generatedChildren;
  private final MakeChildren makeChildren;
  private final CodeMint mint;
  private final AuditFiling auditFiling;
  private final Clock clock;

  CreatePackage(
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

  /**
   * A package to be made.
   *
   * @param companyId whose
   * @param creatorId who makes it
   * @param design its design; its ticket codes are replaced by new ones
   * @param givenCodes alias codes for children; empty unless the plan says given
   */
  public record NewPackage(
      String companyId, String creatorId, Design design, List<String> givenCodes) {}

  /** Creates it, or refuses with {@link ErrorCode#CODE_IN_USE} and leaves nothing behind. */
  public Uni<GiftPackage> create(NewPackage wanted, Caller caller) {
    List<Violation> violations =
        DesignRules.violationsOf(wanted.design(), wanted.givenCodes().size());
    if (!violations.isEmpty()) {
      return Uni.createFrom().failure(RequestRefusedException.forViolations(violations));
    }
    if (!caller.mayUse(wanted.companyId())) {
      return Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.NOT_FOUND));
    }
    return Uni.combine()
        .all()
        .unis(mint.packageCodes(1), mint.ticketCodes(wanted.design().tickets().size()))
        .with((code, ticketCodes) -> newHidden(wanted, code.getFirst(), ticketCodes, caller))
        .chain(fresh -> packages.persist(fresh))
        .chain(fresh -> complete(fresh, wanted))
        .invoke(auditFiling::fileSoon);
  }

  private GiftPackage newHidden(
      NewPackage wanted, String code, List<String> ticketCodes, Caller caller) {
    Design design = wanted.design().withTicketCodes(ticketCodes);
    Instant now = caller.now();
    var created =
        AuditEntry.of(
            now,
            wanted.creatorId(),
            "create",
            null,
            SendStatus.PENDING_REVIEW.name(),
            null,
            caller.requestId());
    return new GiftPackage(
        Ids.random(),
        wanted.companyId(),
        code,
        design,
        design.lastUseEnd(),
        ReviewState.NEW,
        Quota.of(design.rule().totalLimit()),
        ChildCodes.NONE,
        wanted.creatorId(),
        now,
        now,
        0,
        clock.instant(),
        null,
        List.of(created));
  }

  private Uni<GiftPackage> complete(GiftPackage fresh, NewPackage wanted) {
    CodePlan plan = fresh.design().codes();
    Uni<GiftPackage> completed;
    if (plan.type() == CodeType.SHARED) {
      completed = shareOneCode(fresh, plan);
    } else if (plan.source() == CodePlan.Source.GIVEN) {
      completed = giveCodes(fresh, wanted.givenCodes());
    } else {
      completed = generateCodes(fresh, plan);
    }
    return completed.onFailure().call(() -> abandon(fresh));
  }

  private Uni<GiftPackage> shareOneCode(GiftPackage fresh, CodePlan plan) {
    String given = plan.shared();
    CodeOwner owner = CodeOwner.of(fresh);
    Uni<String> code =
        given == null
            ? aliasCodes.makeShared(owner, FIRST_ORDINAL, plan)
            : aliasCodes.insertShared(owner, FIRST_ORDINAL, given);
    return code.chain(alias ->
        packages.reveal(
            fresh.id(),
            ChildCodes.of(FIRST_ORDINAL, FIRST_ORDINAL + 1, 0),
            fresh.design().withSharedCode(alias)));
  }

  private Uni<GiftPackage> giveCodes(GiftPackage fresh, List<String> given) {
    return aliasCodes
        .insertChildren(CodeOwner.of(fresh), FIRST_ORDINAL, given)
        .chain(() -> reveal(fresh, given.size()));
  }

  private Uni<GiftPackage> generateCodes(GiftPackage fresh, CodePlan plan) {
    int count = fresh.design().rule().totalLimit();
    return generatedChildren
        .reserve(fresh.companyId(), plan, FIRST_ORDINAL, count)
        .chain(reserved ->
            count <= DesignRules.MAX_CHILDREN_AT_ONCE
                ? generatedChildren
                    .make(CodeOwner.of(fresh), reserved, FIRST_ORDINAL, FIRST_ORDINAL + count)
                    .chain(() -> reveal(fresh, count))
                : leaveToJob(fresh, reserved));
  }

  private Uni<GiftPackage> reveal(GiftPackage fresh, int made) {
    return packages.reveal(
        fresh.id(), ChildCodes.of(FIRST_ORDINAL, FIRST_ORDINAL + made, made), fresh.design());
  }

  private Uni<GiftPackage> leaveToJob(GiftPackage fresh, Reserved reserved) {
    return makeChildren
        .order(fresh, reserved, fresh.creatorId(), false)
        .chain(job ->
            packages
                .reveal(fresh.id(), ChildCodes.NONE.madeBy(job.id()), fresh.design())
                .call(() -> makeChildren.begin(job.id())));
  }

  private Uni<Void> abandon(GiftPackage fresh) {
    return aliasCodes
        .removeAll(fresh.id())
        .chain(() -> packages.deleteById(fresh.id()))
        .replaceWithVoid();
  }
}
