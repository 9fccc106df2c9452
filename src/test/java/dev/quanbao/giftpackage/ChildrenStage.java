package dev.quanbao.giftpackage;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.codes.MakeChildren;
import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.rule.DesignRules;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.giftpackage.sweep.AuditFiling;
import dev.quanbao.job.OwnJobs;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The one store of the suites on children, what stands on it, and what must be true of it. */
@Singleton
public class ChildrenStage {

  public static final CodePlan PLAN = plan("", 12);

  /** A fraction of what is made at a time in earnest, and as many commands. */
  public static final MakeChildren.Pace PACE = new MakeChildren.Pace(5_500, 1_100);

  /** More than one portion. */
  public static final int MANY = PACE.portion() + 330;

  /** Just enough for a job. */
  public static final int SOME = DesignRules.MAX_CHILDREN_AT_ONCE + 1;

  public final GiftPackageRepository packages;
  public final AliasCodeRepository aliasCodes;
  public final CodeMint mint;
  private final AuditFiling auditFiling;
  private final MovePackage movePackage;

  ChildrenStage(
      GiftPackageRepository packages,
      AliasCodeRepository aliasCodes,
      CodeMint mint,
      AuditFiling auditFiling,
      MovePackage movePackage) {
    this.packages = packages;
    this.aliasCodes = aliasCodes;
    this.mint = mint;
    this.auditFiling = auditFiling;
    this.movePackage = movePackage;
  }

  public static CodePlan plan(String prefix, int length) {
    return new CodePlan(CodeType.UNIQUE, CodePlan.Source.GENERATED, prefix, length, null);
  }

  public Workshop workshop(
      String company,
      GiftPackageRepository ofWorkshop,
      AliasCodeRepository codesOfWorkshop,
      OwnJobs jobs) {
    return new Workshop(company, ofWorkshop, codesOfWorkshop, jobs, mint, auditFiling);
  }

  /** What a portion is told when the store has gone away. */
  public static <T> Uni<T> crash() {
    return Uni.createFrom().failure(new MongoTimeoutException("crash"));
  }

  public static GiftPackageRepository crashingAtAdding(int which, boolean afterwards) {
    return new GiftPackageRepository() {
      private final AtomicInteger left = new AtomicInteger(which);

      @Override
      public Uni<Boolean> addMade(String id, String jobId, int from, int to, boolean alsoToQuota) {
        Uni<Boolean> added = super.addMade(id, jobId, from, to, alsoToQuota);
        if (left.decrementAndGet() != 0) {
          return added;
        }
        return afterwards ? added.chain(ChildrenStage::crash) : crash();
      }
    };
  }

  public Uni<Void> move(Workshop workshop, GiftPackage parent, SendStatus to) {
    return movePackage.move(
        new MovePackage.Wanted(parent.id(), to, "operator", null, null, false), workshop.caller());
  }

  public Uni<Void> deleteOnce(Workshop workshop, GiftPackage parent) {
    return packages
        .findById(parent.id())
        .chain(now ->
            now.isDeleted()
                ? Uni.createFrom().voidItem()
                : move(workshop, parent, SendStatus.DELETED));
  }

  /** Why a package can't be published. */
  public Uni<ErrorCode> publish(Workshop workshop, GiftPackage parent) {
    return move(workshop, parent, SendStatus.PUBLISHED)
        .<ErrorCode>map(published -> {
          throw new AssertionError("published");
        })
        .onFailure(RequestRefusedException.class)
        .recoverWithItem(RequestRefusedException::code);
  }

  public ErrorCode refusalOfPublishing(Workshop workshop, GiftPackage parent) {
    return Workshop.await(publish(workshop, parent));
  }

  public void isNow(GiftPackage parent, SendStatus status) {
    Workshop.await(
        packages
            .mongoCollection()
            .updateOne(Filters.eq(parent.id()), Updates.set("standing.sendStatus", status)));
  }

  public GiftPackage now(GiftPackage parent) {
    return Workshop.await(packages.findById(parent.id()));
  }

  public List<IssuedCode> codesOf(String packageId) {
    return Workshop.await(aliasCodes.list("packageId", packageId));
  }

  public void removeCodesOf(String company) {
    for (GiftPackage made : Workshop.await(packages.list("companyId", company))) {
      Workshop.await(aliasCodes.removeAll(made.id()));
    }
  }

  /** What is wrong with the children of a package that is to have so many. */
  public List<String> violationsOf(GiftPackage parent, int total) {
    List<String> violations = new ArrayList<>();
    GiftPackage now = now(parent);
    if (!now.childrenComplete()) {
      violations.add("not complete");
    }
    ChildCodes codes = now.codes();
    if (codes.first() != 0 || codes.next() != total || codes.made() != total) {
      violations.add(codes.toString());
    }
    List<IssuedCode> children = codesOf(parent.id());
    if (!children.stream().map(IssuedCode::ordinal).sorted().toList().equals(range(total))) {
      violations.add("%d children or gaps between them".formatted(children.size()));
    }
    if (children.stream().map(IssuedCode::code).distinct().count() != total) {
      violations.add("package codes are the same");
    }
    if (children.stream().map(IssuedCode::alias).distinct().count() != total) {
      violations.add("alias codes are the same");
    }
    if (!children.stream().allMatch(child -> child.child() && mint.looksMade(child.code()))) {
      violations.add("some are no children, or their codes aren't ours");
    }
    return violations;
  }

  private static List<Integer> range(int total) {
    return IntStream.range(0, total).boxed().toList();
  }
}
