package dev.quanbao.giftpackage;

import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.giftpackage.CreatePackage.NewPackage;
import dev.quanbao.giftpackage.codes.GeneratedChildren;
import dev.quanbao.giftpackage.codes.MakeChildren;
import dev.quanbao.giftpackage.codes.ReleaseCodes;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.ReceiveRule;
import dev.quanbao.giftpackage.model.rule.PackageEdit;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.giftpackage.sweep.AuditFiling;
import dev.quanbao.job.OwnJobs;
import dev.quanbao.job.TestRunner;
import dev.quanbao.job.model.Job;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.MovableClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One instance of the service as far as children go, put together by hand over the shared store.
 */
public final class Workshop {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  final OwnJobs jobs;
  public final TestRunner runner;
  private final MovableClock clock = OwnJobs.clock();
  private final CreatePackage createPackage;
  private final UpdatePackage updatePackage;
  private final String companyId;

  Workshop(
      String companyId,
      GiftPackageRepository packages,
      AliasCodeRepository aliasCodes,
      OwnJobs jobs,
      CodeMint mint,
      AuditFiling auditFiling) {
    this.companyId = companyId;
    this.jobs = jobs;
    var children = new GeneratedChildren(aliasCodes, mint);
    var makeChildren =
        new MakeChildren(
            packages,
            children,
            new ReleaseCodes(packages, aliasCodes, clock),
            TestRunner.queue(jobs, clock),
            ChildrenStage.PACE);
    runner = new TestRunner(jobs, clock, makeChildren);
    createPackage =
        new CreatePackage(packages, aliasCodes, children, makeChildren, mint, auditFiling, clock);
    updatePackage =
        new UpdatePackage(packages, aliasCodes, children, makeChildren, mint, auditFiling, clock);
  }

  /** Orders a package whose copies have generated codes of their own. */
  public GiftPackage create(CodePlan plan, int total) {
    Design sample = Designs.with(plan, Designs.shared().tickets());
    ReceiveRule rule = sample.rule();
    var design =
        Designs.withChannels(
            sample,
            List.of(),
            new ReceiveRule(rule.start(), rule.end(), total, rule.personalLimit(), List.of()));
    return await(
        createPackage.create(new NewPackage(companyId, "creator", design, List.of()), caller()));
  }

  public GiftPackage raise(GiftPackage parent, int total) {
    return await(updatePackage.update(parent.id(), edit(null, total), "operator", caller()));
  }

  GiftPackage rename(GiftPackage parent, String alias) {
    return await(updatePackage.update(parent.id(), edit(alias, null), "operator", caller()));
  }

  public Job finish(GiftPackage parent) {
    return runner.runToTheEnd(jobOf(parent));
  }

  public static String jobOf(GiftPackage parent) {
    return String.valueOf(parent.codes().jobId());
  }

  public Caller caller() {
    return new Caller(
        Ids.random(),
        Set.of(companyId),
        EnumSet.allOf(Permission.class),
        Designs.START.plusSeconds(1),
        "",
        Optional.empty());
  }

  private static PackageEdit edit(@Nullable String alias, @Nullable Integer total) {
    return new PackageEdit(
        null, alias, null, null, null, null, null, null, null, null, null, null, null, null, total,
        null, null, null);
  }

  public static <T> T await(Uni<T> pending) {
    return pending.await().atMost(LIMIT);
  }
}
