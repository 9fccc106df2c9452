package dev.quanbao.giftpackage;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.rule.PackageChange;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.job.CancelJob;
import dev.quanbao.job.OwnJobs;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobState;
import dev.quanbao.platform.id.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published packages whose limit is raised by so much that a job makes the copies. */
@QuarkusTest
class RaisedLimitTest {

  @Inject ChildrenStage stage;

  private final String company = Ids.random();
  private final OwnJobs jobs = new OwnJobs();

  @AfterEach
  void clear() {
    stage.removeCodesOf(company);
  }

  @Test
  void copiesOfAPublishedPackageCanBeClaimedAsTheyAreMade() {
    List<GiftPackage> seen = new ArrayList<>();
    var watched =
        new GiftPackageRepository() {
          @Override
          public Uni<Boolean> addMade(
              String id, String jobId, int from, int to, boolean alsoToQuota) {
            return super.addMade(id, jobId, from, to, alsoToQuota)
                .call(() -> findById(id).invoke(seen::add));
          }
        };
    Workshop workshop = workshop(watched, stage.aliasCodes);
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, 10);
    stage.isNow(parent, SendStatus.PUBLISHED);

    GiftPackage raised = workshop.raise(parent, 10 + ChildrenStage.MANY);
    workshop.finish(raised);

    assertThat(raised.quota().left()).isEqualTo(10);
    assertThat(seen)
        .extracting(now -> now.codes().next())
        .containsExactly(10 + ChildrenStage.PACE.portion(), 10 + ChildrenStage.MANY);
    assertThat(seen).allMatch(now -> now.quota().left() == now.codes().made());
    assertThat(stage.now(parent).quota().left()).isEqualTo(10 + ChildrenStage.MANY);
    assertThat(stage.violationsOf(parent, 10 + ChildrenStage.MANY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCrashAtAddingAddsCopiesToAPublishedPackageOnce(boolean afterwards) {
    Workshop workshop = workshop(ChildrenStage.crashingAtAdding(1, afterwards), stage.aliasCodes);
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, 10);
    stage.isNow(parent, SendStatus.PUBLISHED);
    GiftPackage raised = workshop.raise(parent, 10 + ChildrenStage.SOME);

    workshop.finish(raised);

    assertThat(stage.now(parent).quota().left()).isEqualTo(10 + ChildrenStage.SOME);
    assertThat(stage.violationsOf(parent, 10 + ChildrenStage.SOME)).isEmpty();
  }

  @Test
  void anEditThatSomebodyWasFasterThanLeavesNoJobBehind() {
    var isFirst = new AtomicBoolean(true);
    var slow =
        new GiftPackageRepository() {
          @Override
          public Uni<GiftPackage> write(GiftPackage found, PackageChange change) {
            return isFirst.getAndSet(false)
                ? Uni.createFrom().nullItem()
                : super.write(found, change);
          }
        };
    Workshop workshop = workshop(slow, stage.aliasCodes);
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, 10);

    GiftPackage raised = workshop.raise(parent, 10 + ChildrenStage.SOME);

    assertThat(Workshop.await(jobs.list("order.packageId", parent.id())))
        .extracting(Job::id)
        .containsExactly(Workshop.jobOf(raised));
  }

  @Test
  void anEditThatLeavesTheCodesAloneIsNotInTheWay() {
    Workshop workshop = workshop();
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, 10);
    stage.isNow(parent, SendStatus.PUBLISHED);
    GiftPackage raised = workshop.raise(parent, 10 + ChildrenStage.SOME);

    GiftPackage renamed = workshop.rename(parent, "another");
    workshop.finish(raised);

    assertThat(renamed.quota().left()).isEqualTo(10);
    assertThat(stage.now(parent).quota().left()).isEqualTo(10 + ChildrenStage.SOME);
    assertThat(stage.violationsOf(parent, 10 + ChildrenStage.SOME)).isEmpty();
  }

  @Test
  void afterACancelledRaiseAnotherOneMakesEveryMissingCopyClaimable() {
    Workshop workshop = workshop();
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, 10);
    stage.isNow(parent, SendStatus.PUBLISHED);
    GiftPackage raised = workshop.raise(parent, ChildrenStage.PACE.portion() + 510);
    var once = new AtomicInteger(1);
    jobs.before(advance ->
        advance.call(() ->
            once.getAndDecrement() == 1 ? cancel(workshop, raised) : Uni.createFrom().voidItem()));
    Job cancelled = workshop.finish(raised);

    GiftPackage again = workshop.raise(parent, ChildrenStage.PACE.portion() + 511);

    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
    assertThat(again.quota().left()).isEqualTo(ChildrenStage.PACE.portion() + 511);
    assertThat(stage.violationsOf(parent, ChildrenStage.PACE.portion() + 511)).isEmpty();
  }

  @Test
  void childrenOfClaimsThatAreStillToBeFinishedOutlastTheirDeletedPackage() {
    Workshop workshop = workshop();
    GiftPackage parent = workshop.create(ChildrenStage.PLAN, 10);
    stage.isNow(parent, SendStatus.PUBLISHED);
    GiftPackage raised = workshop.raise(parent, 10 + ChildrenStage.SOME);
    Workshop.await(
        stage
            .packages
            .mongoCollection()
            .updateOne(
                Filters.eq(parent.id()),
                Updates.push(
                    "quota.notes",
                    new Document("claimId", "c").append("at", OwnJobs.clock().instant()))));
    stage.isNow(parent, SendStatus.DELETED);

    Job over = workshop.finish(raised);

    assertThat(over.state()).isEqualTo(JobState.CANCELLED);
    assertThat(stage.codesOf(parent.id())).hasSize(10);
  }

  private Uni<Void> cancel(Workshop workshop, GiftPackage parent) {
    return new CancelJob(jobs).cancel(Workshop.jobOf(parent), workshop.caller()).replaceWithVoid();
  }

  private Workshop workshop() {
    return workshop(stage.packages, stage.aliasCodes);
  }

  private Workshop workshop(GiftPackageRepository packages, AliasCodeRepository aliasCodes) {
    return stage.workshop(company, packages, aliasCodes, jobs);
  }
}
