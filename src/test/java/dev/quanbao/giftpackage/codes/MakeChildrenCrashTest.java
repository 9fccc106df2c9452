package dev.quanbao.giftpackage.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.model.Filters;
import dev.quanbao.giftpackage.ChildrenStage;
import dev.quanbao.giftpackage.Workshop;
import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.OwnJobs;
import dev.quanbao.job.TestRunner;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobState;
import dev.quanbao.platform.id.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Children of large packages whose job dies between any two steps and is taken up again. */
@QuarkusTest
class MakeChildrenCrashTest {

  @Inject ChildrenStage stage;

  private final String company = Ids.random();
  private final OwnJobs jobs = new OwnJobs();

  @AfterEach
  void clear() {
    stage.removeCodesOf(company);
  }

  @ParameterizedTest
  @CsvSource({"2, true", "5, false"})
  void aCrashAtAnInsertLeavesExactlyTheRightChildren(int which, boolean halfway) {
    var book =
        new AliasCodeRepository(stage.mint) {
          private final AtomicInteger left = new AtomicInteger(which);

          @Override
          public Uni<List<IssuedCode>> insert(List<IssuedCode> entries) {
            if (left.decrementAndGet() != 0) {
              return super.insert(entries);
            }
            return (halfway
                    ? super.insert(entries.subList(0, entries.size() / 2)).replaceWithVoid()
                    : Uni.createFrom().voidItem())
                .chain(ChildrenStage::crash);
          }
        };
    Workshop mortal = workshop(stage.packages, book);
    GiftPackage parent = mortal.create(ChildrenStage.PLAN, ChildrenStage.MANY);

    Job over = mortal.finish(parent);

    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(ChildrenStage.MANY);
    assertThat(stage.violationsOf(parent, ChildrenStage.MANY)).isEmpty();
  }

  @Test
  void aPortionThatIsTakenUpAfterACrashInsertsWhatIsMissingOnly() {
    var offered = new AtomicInteger();
    var book =
        new AliasCodeRepository(stage.mint) {
          @Override
          public Uni<List<IssuedCode>> insert(List<IssuedCode> entries) {
            offered.addAndGet(entries.size());
            return super.insert(entries);
          }
        };
    Workshop mortal = workshop(ChildrenStage.crashingAtAdding(1, false), book);
    GiftPackage parent = mortal.create(ChildrenStage.PLAN, ChildrenStage.MANY);

    Job over = mortal.finish(parent);

    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(offered).hasValue(ChildrenStage.MANY);
    assertThat(stage.violationsOf(parent, ChildrenStage.MANY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false"})
  void aCrashAtAddingLeavesExactlyTheRightChildren(int which, boolean afterwards) {
    Workshop mortal = workshop(ChildrenStage.crashingAtAdding(which, afterwards), stage.aliasCodes);
    GiftPackage parent = mortal.create(ChildrenStage.PLAN, ChildrenStage.MANY);

    Job over = mortal.finish(parent);

    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(ChildrenStage.MANY);
    assertThat(stage.violationsOf(parent, ChildrenStage.MANY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aCrashBeforeTheJobIsAdvancedLeavesExactlyTheRightChildren(int which) {
    crashAtAdvance(which);
    GiftPackage parent = workshop().create(ChildrenStage.PLAN, ChildrenStage.MANY);

    Job over = workshop().finish(parent);

    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(ChildrenStage.MANY);
    assertThat(stage.violationsOf(parent, ChildrenStage.MANY)).isEmpty();
  }

  @Test
  void aJobWhoseRequestDiedBeforeThePackageAskedForItEndsByItself() {
    var deaf =
        new GiftPackageRepository() {
          @Override
          public Uni<GiftPackage> reveal(String id, ChildCodes codes, Design design) {
            return ChildrenStage.crash();
          }
        };
    var ordered = new ArrayList<Job>();
    Throwable crash =
        catchThrowableOfType(
            MongoTimeoutException.class,
            () -> workshop(deaf, stage.aliasCodes).create(ChildrenStage.PLAN, ChildrenStage.SOME));
    ordered.addAll(
        Workshop.await(
            jobs.mongoCollection()
                .find(Filters.eq("order.companyId", company))
                .collect()
                .asList()));

    Job over = workshop().runner.runToTheEnd(ordered.getFirst().id());

    assertThat(crash).isNotNull();
    assertThat(over.state()).isEqualTo(JobState.CANCELLED);
    assertThat(stage.codesOf(over.packageId())).isEmpty();
  }

  @Test
  void aJobThatBrokeGoesOnWhereItWasWhenItIsRetried() {
    var book =
        new AliasCodeRepository(stage.mint) {
          private boolean broken = true;

          @Override
          public Uni<List<IssuedCode>> insert(List<IssuedCode> entries) {
            return broken
                ? Uni.createFrom().failure(new IllegalStateException("broken"))
                : super.insert(entries);
          }

          @Override
          public Uni<Void> removeAll(String packageId) {
            broken = false;
            return super.removeAll(packageId);
          }
        };
    Workshop workshop = workshop(stage.packages, book);
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, ChildrenStage.SOME);
    Job failed = workshop.finish(parent);
    Workshop.await(book.removeAll("nobody's"));

    Workshop.await(TestRunner.retryJob(jobs).retry(failed.id(), workshop.caller()));
    Job over = workshop.finish(parent);

    assertThat(failed.state()).isEqualTo(JobState.FAILED);
    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(stage.violationsOf(parent, ChildrenStage.SOME)).isEmpty();
  }

  private void crashAtAdvance(int which) {
    var left = new AtomicInteger(which);
    jobs.before(advance -> left.decrementAndGet() == 0 ? ChildrenStage.crash() : advance);
  }

  private Workshop workshop() {
    return workshop(stage.packages, stage.aliasCodes);
  }

  private Workshop workshop(GiftPackageRepository packages, AliasCodeRepository aliasCodes) {
    return stage.workshop(company, packages, aliasCodes, jobs);
  }
}
