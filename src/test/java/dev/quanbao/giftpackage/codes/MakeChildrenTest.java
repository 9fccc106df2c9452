package dev.quanbao.giftpackage.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.ChildrenStage;
import dev.quanbao.giftpackage.Workshop;
import dev.quanbao.giftpackage.model.CodeOwner;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.CancelJob;
import dev.quanbao.job.OwnJobs;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobState;
import dev.quanbao.platform.code.AliasSeries;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.code.NumberedCode;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children of large packages: all of them, once, and none of a package that has gone. */
@QuarkusTest
class MakeChildrenTest {

  private static final int TWICE_MANY = 2 * ChildrenStage.MANY;

  @Inject ChildrenStage stage;

  private final String company = Ids.random();
  private final OwnJobs jobs = new OwnJobs();

  @AfterEach
  void clear() {
    stage.removeCodesOf(company);
  }

  @Test
  void aJobMakesEveryChildOnce() {
    GiftPackage parent = workshop().create(ChildrenStage.PLAN, TWICE_MANY);

    Job over = workshop().finish(parent);

    assertThat(parent.codes().making()).isTrue();
    assertThat(parent.codes().made()).isZero();
    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(TWICE_MANY);
    assertThat(over.total()).isEqualTo(TWICE_MANY);
    assertThat(stage.violationsOf(parent, TWICE_MANY)).isEmpty();
  }

  @Test
  void aPackageIsNotPublishedBeforeItsChildrenAreThere() {
    Workshop workshop = workshop();
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, ChildrenStage.MANY);
    stage.isNow(parent, SendStatus.READY);
    List<ErrorCode> early = new ArrayList<>();
    // Even once all of them stand in the package, the job has to end first.
    jobs.before(advance -> advance.call(() -> stage.publish(workshop, parent).invoke(early::add)));
    ErrorCode atFirst = stage.refusalOfPublishing(workshop, parent);

    workshop.finish(parent);
    Workshop.await(stage.move(workshop, parent, SendStatus.PUBLISHED));

    assertThat(atFirst).isEqualTo(ErrorCode.STATE_NOT_ALLOWED);
    assertThat(early).hasSize(3).containsOnly(ErrorCode.STATE_NOT_ALLOWED);
    assertThat(stage.now(parent).standing().sendStatus()).isEqualTo(SendStatus.PUBLISHED);
  }

  @Test
  void aGeneratedCodeThatIsTakenIsReplaced() {
    var series = new AliasSeries(company, "", 12);
    List<String> taken =
        List.of(
            stage.mint.aliases(series, 0, 1).getFirst(),
            stage.mint.aliases(series, 700, 1).getFirst(),
            stage.mint.aliases(series, ChildrenStage.SOME - 1, 1).getFirst());
    var other = new CodeOwner(company, Ids.random(), "0000000000");
    List<NumberedCode> codes = List.of(code(), code(), code());
    Workshop.await(stage.aliasCodes.insert(other.children(0, codes, taken)));
    GiftPackage parent = workshop().create(ChildrenStage.PLAN, ChildrenStage.SOME);

    Job over = workshop().finish(parent);

    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(stage.violationsOf(parent, ChildrenStage.SOME)).isEmpty();
    assertThat(stage.codesOf(parent.id()))
        .extracting(IssuedCode::alias)
        .doesNotContainAnyElementsOf(taken);
    assertThat(stage.codesOf(other.packageId()))
        .extracting(IssuedCode::alias)
        .hasSameElementsAs(taken);
    Workshop.await(stage.aliasCodes.removeAll(other.packageId()));
  }

  @Test
  void aPackageThatIsDeletedBetweenPortionsEndsTheJobAndFreesItsCodes() {
    Workshop workshop = workshop();
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, ChildrenStage.MANY);
    jobs.before(advance -> advance.call(() -> stage.deleteOnce(workshop, parent)));

    Job over = workshop.finish(parent);

    assertThat(over.state()).isEqualTo(JobState.CANCELLED);
    assertThat(stage.codesOf(parent.id())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5})
  void aPackageThatIsDeletedAmidAPortionEndsTheJobAndFreesItsCodes(int which) {
    List<Supplier<Uni<Void>>> delete = new ArrayList<>();
    var book =
        new AliasCodeRepository(stage.mint) {
          private final AtomicInteger left = new AtomicInteger(which);

          @Override
          public Uni<List<IssuedCode>> insert(List<IssuedCode> entries) {
            return left.decrementAndGet() == 0
                ? delete.getFirst().get().chain(() -> super.insert(entries))
                : super.insert(entries);
          }
        };
    Workshop workshop = workshop(stage.packages, book);
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, ChildrenStage.MANY);
    delete.add(() -> stage.deleteOnce(workshop, parent));

    Job over = workshop.finish(parent);

    assertThat(over.state()).isEqualTo(JobState.CANCELLED);
    assertThat(stage.codesOf(parent.id())).isEmpty();
  }

  @Test
  void whoWasOvertakenLeavesNoCodesOfAPackageThatIsDeletedMeanwhile() {
    List<Supplier<Uni<Void>>> meanwhile = new ArrayList<>();
    var wantsToAdd = new AtomicBoolean();
    var isFirst = new AtomicBoolean(true);
    var packages =
        new GiftPackageRepository() {
          @Override
          public Uni<Boolean> addMade(
              String id, String jobId, int from, int to, boolean alsoToQuota) {
            return super.addMade(id, jobId, from, to, alsoToQuota)
                .invoke(() -> wantsToAdd.set(true));
          }
        };
    var book =
        new AliasCodeRepository(stage.mint) {
          @Override
          public Uni<List<IssuedCode>> insert(List<IssuedCode> entries) {
            return isFirst.getAndSet(false)
                ? meanwhile.getFirst().get().chain(() -> super.insert(entries))
                : super.insert(entries);
          }
        };
    Workshop workshop = workshop(packages, book);
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, ChildrenStage.SOME);
    meanwhile.add(() -> stage.deleteOnce(workshop, parent).chain(() -> endElsewhere(parent)));

    workshop.runner.look();
    List<IssuedCode> left =
        Eventually.look(
            stage.aliasCodes.list("packageId", parent.id()),
            codes -> wantsToAdd.get() && codes.isEmpty(),
            Duration.ofSeconds(10));

    assertThat(wantsToAdd).isTrue();
    assertThat(left).isEmpty();
  }

  /** Another replica takes the job over and ends it. */
  private Uni<Void> endElsewhere(GiftPackage parent) {
    return jobs.mongoCollection()
        .updateOne(
            Filters.eq(Workshop.jobOf(parent)),
            Updates.combine(
                Updates.set("lease.holder", "another"), Updates.set("state", JobState.CANCELLED)))
        .chain(() -> stage.packages.endMaking(parent.id(), Workshop.jobOf(parent)));
  }

  @Test
  void aCancelledJobLeavesItsPackageUnpublishableButItCanBeDeleted() {
    Workshop workshop = workshop();
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, ChildrenStage.MANY);
    stage.isNow(parent, SendStatus.READY);
    jobs.before(advance -> advance.call(() -> cancel(workshop, parent)));

    Job over = workshop.finish(parent);
    ErrorCode refusal = stage.refusalOfPublishing(workshop, parent);
    Workshop.await(stage.move(workshop, parent, SendStatus.DELETED));

    assertThat(over.state()).isEqualTo(JobState.CANCELLED);
    assertThat(over.done()).isEqualTo(ChildrenStage.PACE.portion());
    assertThat(refusal).isEqualTo(ErrorCode.STATE_NOT_ALLOWED);
    assertThat(stage.codesOf(parent.id())).isEmpty();
  }

  @Test
  void anEditOfTheCodesHasToWaitForTheJob() {
    Workshop workshop = workshop();
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, ChildrenStage.SOME);

    RequestRefusedException refused =
        catchThrowableOfType(
            RequestRefusedException.class, () -> workshop.raise(parent, ChildrenStage.SOME + 1));

    assertThat(refused.code()).isEqualTo(ErrorCode.STATE_NOT_ALLOWED);
  }

  @Test
  void aPackageForWhichThereCanNotBeEnoughCodesIsRefusedWithTheArithmetic() {
    CodePlan small = ChildrenStage.plan("ABCDE", 8);

    RequestRefusedException refused = refusalOfCreating(small, ChildrenStage.SOME);

    long capacity = CodeMint.aliasCapacity("ABCDE", 8);
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PARAMETERS);
    assertThat(refused.violations()).hasSize(1);
    assertThat(refused.violations().getFirst().args())
        .containsExactly(capacity, 0, ChildrenStage.SOME);
    assertThatStored(0);
  }

  @Test
  void aPackageForWhichTooFewCodesAreLeftIsRefusedWithTheArithmetic() {
    CodePlan small = ChildrenStage.plan("ABCD", 8);
    workshop().create(small, 20_000);
    int left = Math.toIntExact(CodeMint.aliasCapacity("ABCD", 8) - 20_000);

    RequestRefusedException refused = refusalOfCreating(small, left + 1);

    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PARAMETERS);
    assertThat(refused.violations().getFirst().args())
        .containsExactly(CodeMint.aliasCapacity("ABCD", 8), 20_000L, left + 1);
    assertThatStored(1);
    assertThat(workshop().create(small, left).codes().making()).isTrue();
  }

  private Uni<Void> cancel(Workshop workshop, GiftPackage parent) {
    return new CancelJob(jobs).cancel(Workshop.jobOf(parent), workshop.caller()).replaceWithVoid();
  }

  private RequestRefusedException refusalOfCreating(CodePlan plan, int total) {
    return catchThrowableOfType(
        RequestRefusedException.class, () -> workshop().create(plan, total));
  }

  private void assertThatStored(int packagesOfCompany) {
    assertThat(Workshop.await(stage.packages.count("companyId", company)))
        .isEqualTo(packagesOfCompany);
    assertThat(Workshop.await(jobs.count("order.companyId", company))).isEqualTo(packagesOfCompany);
  }

  private NumberedCode code() {
    return Workshop.await(stage.mint.numberedPackageCodes(1)).getFirst();
  }

  private Workshop workshop() {
    return workshop(stage.packages, stage.aliasCodes);
  }

  private Workshop workshop(GiftPackageRepository packages, AliasCodeRepository aliasCodes) {
    return stage.workshop(company, packages, aliasCodes, jobs);
  }
}
