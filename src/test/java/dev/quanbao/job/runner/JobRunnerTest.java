package dev.quanbao.job.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import dev.quanbao.access.model.Caller;
import dev.quanbao.job.CancelJob;
import dev.quanbao.job.CountingWork;
import dev.quanbao.job.OwnJobs;
import dev.quanbao.job.RetryJob;
import dev.quanbao.job.TestRunner;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobOrder;
import dev.quanbao.job.model.JobProgress;
import dev.quanbao.job.model.JobProgress.Next;
import dev.quanbao.job.model.JobState;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.Eventually;
import dev.quanbao.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Jobs run by replicas that are put together by hand, and that fail, die or are slow. */
@QuarkusTest
public class JobRunnerTest {

  private static final String COMPANY = "x1111111111";
  private static final int ITEMS = 5;
  private static final Duration PAST_THE_LEASE = JobRepository.LEASE_LENGTH.plusSeconds(1);
  private static final long SEED = Long.getLong("test.seed", System.nanoTime());

  private final MovableClock clock = OwnJobs.clock();
  private final OwnJobs jobs = new OwnJobs();

  @Test
  void aJobIsDoneToTheEnd() {
    Job job = add(jobs, ITEMS);
    var work = new CountingWork();

    Job over = runner(work).runToTheEnd(job.id());

    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(ITEMS);
    assertThat(over.failed()).isZero();
    assertThat(over.startedAt()).isEqualTo(clock.instant());
    assertThat(over.endedAt()).isEqualTo(clock.instant());
    assertThat(work.items()).isEqualTo(range(0, ITEMS));
    assertThat(work.tidied()).isEqualTo(1);
  }

  @Test
  void aJobThatIsOverIsNotLookedAtAgain() {
    Job job = add(jobs, ITEMS);
    var work = new CountingWork();
    TestRunner runner = runner(work);
    Job over = runner.runToTheEnd(job.id());
    clock.advance(Duration.ofDays(365));

    runner.look();

    assertThat(runner.now(job.id())).isEqualTo(over);
    assertThat(work.items()).hasSize(ITEMS);
  }

  @Test
  void aJobThatWaitsForOthersIsLeftAloneMeanwhile() {
    Job job = add(jobs, 1);
    var looks = new AtomicInteger();
    TestRunner runner = runner(waiting(looks, 3));

    Job waiting = runner.runOnce(job.id());
    runner.look();
    int looksAtOnce = looks.get();
    Job over = runner.runToTheEnd(job.id());

    assertThat(waiting.state()).isEqualTo(JobState.RUNNING);
    assertThat(waiting.done()).isEqualTo(1);
    assertThat(looksAtOnce).isEqualTo(1);
    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(4);
    assertThat(over.failures()).isZero();
  }

  @Test
  void aJobThatWaitsForOthersIsSoonLookedAtAndMoreRarelyAsItAges() {
    Job job = add(jobs, 1);
    TestRunner runner = runner(waiting(new AtomicInteger(), 3));

    Duration young = wait(runner.runOnce(job.id()));
    clock.advance(Duration.ofSeconds(4));
    Duration older = wait(runner.runOnce(job.id()));
    clock.advance(Duration.ofHours(1));
    Duration old = wait(runner.runOnce(job.id()));

    assertThat(young).isEqualTo(Duration.ofMillis(100));
    assertThat(older).isEqualTo(Duration.ofMillis(400));
    assertThat(old).isEqualTo(Duration.ofSeconds(1));
  }

  private Duration wait(Job waiting) {
    return Duration.between(clock.instant(), waiting.lease().until());
  }

  @Test
  void aJobThatWaitsForOthersIsLookedAtAgainWithoutASchedule() {
    Clock now = Clock.offset(Clock.systemUTC(), Duration.ofDays(365 * 20));
    var unscheduled = new JobRunner(jobs, List.of(waiting(new AtomicInteger(), 3)), now);
    Job job = add(jobs, 1, now.instant());

    unscheduled.lookSoon();

    Job over =
        Eventually.look(
            jobs.findById(job.id()), seen -> seen.state().isOver(), Duration.ofSeconds(60));
    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(4);
  }

  /** Work that looks so often in vain how far others have come. */
  private static JobHandler waiting(AtomicInteger looks, int times) {
    return new JobHandler() {
      @Override
      public JobKind kind() {
        return JobKind.CODES;
      }

      @Override
      public Uni<JobProgress> step(Job job) {
        int look = looks.incrementAndGet();
        Next next = look > times ? Next.DONE : Next.LATER;
        return Uni.createFrom().item(new JobProgress(job.position(), look, 0, List.of(), next));
      }
    };
  }

  @Test
  void aPortionThatFailsIsTriedAgain() {
    Job job = add(jobs, ITEMS);
    var work = new CountingWork(failing(2, 3, new IllegalStateException("broken")));

    Job over = runner(work).runToTheEnd(job.id());

    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(ITEMS);
    assertThat(over.failures()).isZero();
    assertThat(work.items()).isEqualTo(range(0, ITEMS));
  }

  @Test
  void aPortionThatKeepsFailingEndsTheJob() {
    Job job = add(jobs, ITEMS);
    var work = new CountingWork(failing(2, Integer.MAX_VALUE, new IllegalStateException("broken")));

    Job over = runner(work).runToTheEnd(job.id());

    assertThat(over.state()).isEqualTo(JobState.FAILED);
    assertThat(over.done()).isEqualTo(2);
    assertThat(over.lease().until()).isEqualTo(Job.NEVER);
  }

  @Test
  void aJobThatBrokeGoesOnWhereItWasWhenItIsRetried() {
    Job job = add(jobs, ITEMS);
    var work = new CountingWork(failing(2, 9, new IllegalStateException("broken")));
    TestRunner runner = runner(work);
    Job broken = runner.runToTheEnd(job.id());
    int tidiedBefore = work.tidied();

    TestRunner.await(retryJob().retry(job.id(), caller()));
    Job over = runner.runToTheEnd(job.id());

    assertThat(broken.state()).isEqualTo(JobState.FAILED);
    assertThat(tidiedBefore).isZero();
    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(work.items()).isEqualTo(range(0, ITEMS));
  }

  @Test
  void anOutageNeverEndsAJob() {
    Job job = add(jobs, ITEMS);
    var work = new CountingWork(failing(2, 50, new MongoTimeoutException("no store")));

    Job over = runner(work).runToTheEnd(job.id());

    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(ITEMS);
  }

  @Test
  void aJobThatIsCancelledWhileItWaitsDoesNothing() {
    Job job = add(jobs, ITEMS);
    var work = new CountingWork();
    TestRunner.await(cancelJob().cancel(job.id(), caller()));

    Job over = runner(work).runToTheEnd(job.id());

    assertThat(over.state()).isEqualTo(JobState.CANCELLED);
    assertThat(over.done()).isZero();
    assertThat(work.items()).isEmpty();
    assertThat(work.tidied()).isEqualTo(1);
  }

  @Test
  void aJobThatIsCancelledWhileItRunsEndsAfterItsPortion() {
    Job job = add(jobs, ITEMS);
    var work =
        new CountingWork(at(2, () -> cancelJob().cancel(job.id(), caller()).replaceWithVoid()));

    Job over = runner(work).runToTheEnd(job.id());

    assertThat(over.state()).isEqualTo(JobState.CANCELLED);
    assertThat(over.done()).isEqualTo(3);
    assertThat(work.items()).isEqualTo(range(0, 3));
    assertThat(work.tidied()).isEqualTo(1);
  }

  @Test
  void aJobThatIsOverCanNotBeCancelledButForOneThatWas() {
    Job done = add(jobs, ITEMS);
    Job cancelled = add(jobs, ITEMS);
    TestRunner runner = runner(new CountingWork());
    TestRunner.await(cancelJob().cancel(cancelled.id(), caller()));
    runner.runToTheEnd(done.id());
    runner.runToTheEnd(cancelled.id());

    Job again = TestRunner.await(cancelJob().cancel(cancelled.id(), caller()));

    assertThat(again.state()).isEqualTo(JobState.CANCELLED);
    assertThatThrownBy(() -> TestRunner.await(cancelJob().cancel(done.id(), caller())))
        .isInstanceOf(RequestRefusedException.class);
  }

  @Test
  void aJobThatCameOffAsAWholeCanNotBeRetried() {
    Job job = add(jobs, ITEMS);
    runner(new CountingWork()).runToTheEnd(job.id());

    assertThatThrownBy(() -> TestRunner.await(retryJob().retry(job.id(), caller())))
        .isInstanceOf(RequestRefusedException.class);
  }

  @Test
  void aLeaseIsTakenOverWhenItHasRunOutAndNotBefore() {
    Job job = add(jobs, ITEMS);
    var held = new CompletableFuture<Void>();
    var slow = new CountingWork(at(2, () -> Uni.createFrom().completionStage(held)));
    TestRunner first = runner(slow);
    first.look();
    first.awaitThat(job.id(), now -> now.position() == 2);
    var other = new CountingWork();
    TestRunner second = runner(other);

    clock.advance(JobRepository.LEASE_LENGTH.minusSeconds(1));
    second.look();
    List<Long> early = other.items();
    clock.advance(Duration.ofSeconds(2));
    Job over = second.runToTheEnd(job.id());
    held.complete(null);

    assertThat(early).isEmpty();
    assertThat(other.items()).isEqualTo(range(2, ITEMS));
    assertThat(over.state()).isEqualTo(JobState.DONE);
  }

  @Test
  void aLeaseThatIsHeldOnIsNotTakenOver() {
    Job job = add(jobs, ITEMS);
    var held = new CompletableFuture<Void>();
    var slow = new CountingWork(at(2, () -> Uni.createFrom().completionStage(held)));
    TestRunner first = runner(slow);
    first.look();
    first.awaitThat(job.id(), now -> now.position() == 2);
    var other = new CountingWork();

    for (int i = 0; i < 10; i++) {
      clock.advance(JobRepository.LEASE_LENGTH.minusSeconds(1));
      first.prolongLeases();
      runner(other).look();
    }
    held.complete(null);
    first.awaitThat(job.id(), now -> now.state().isOver());

    assertThat(other.items()).isEmpty();
    assertThat(slow.items()).isEqualTo(range(0, ITEMS));
  }

  @Test
  void whoLostTheLeaseCanNotWriteAnyMore() {
    List<String> violations = slowHolderIsOvertaken(jobs);

    assertThat(violations).isEmpty();
    assertThat(jobs.tooLate()).containsExactly(2L);
  }

  @Test
  void progressThatIsWrittenWithoutTheGuardIsFoundOut() {
    List<String> violations = slowHolderIsOvertaken(OwnJobs.withoutGuard());

    assertThat(violations).isNotEmpty();
  }

  /** What is wrong after a holder was so slow that another did the rest. */
  private List<String> slowHolderIsOvertaken(OwnJobs store) {
    Job job = add(store, ITEMS);
    var held = new CompletableFuture<Void>();
    var slow = new CountingWork(at(2, () -> Uni.createFrom().completionStage(held)));
    TestRunner first = new TestRunner(store, clock, slow);
    first.look();
    first.awaitThat(job.id(), now -> now.position() == 2);
    clock.advance(PAST_THE_LEASE);
    TestRunner second = new TestRunner(store, clock, new CountingWork());
    Job over = second.runToTheEnd(job.id());

    held.complete(null);
    first.awaitThat(job.id(), now -> store.advancedFrom().size() + store.tooLate().size() > ITEMS);

    // The job that was awaited may have been read just before it was so.
    return violations(store, over, first.now(job.id()));
  }

  @Test
  void ofReplicasThatOvertakeEachOtherOnlyOneAdvancesTheJobAtATime() {
    List<String> violations = replicasOvertakeEachOther(jobs);

    assertThat(violations).isEmpty();
    assertThat(jobs.tooLate()).isNotEmpty();
  }

  @Test
  void replicasThatOvertakeEachOtherWithoutAGuardAreFoundOut() {
    List<String> violations = replicasOvertakeEachOther(OwnJobs.withoutGuard());

    assertThat(violations).isNotEmpty();
  }

  /** What is wrong after leases kept running out in the middle of a portion. */
  private List<String> replicasOvertakeEachOther(OwnJobs store) {
    System.out.printf("leases run out as -Dtest.seed=%d has it%n", SEED);
    int items = 30;
    Job job = add(store, items);
    var random = new Random(SEED);
    var left = new AtomicInteger(20);
    List<TestRunner> replicas = new ArrayList<>();
    Function<Job, Uni<Void>> overtaken =
        now -> {
          boolean first = now.position() == 0 && left.get() == 20;
          if ((first || random.nextInt(3) == 0) && left.getAndDecrement() > 0) {
            clock.advance(PAST_THE_LEASE);
            TestRunner other = replicas.get(random.nextInt(replicas.size()));
            return other.lookLater();
          }
          return Uni.createFrom().voidItem();
        };
    for (int i = 0; i < 3; i++) {
      replicas.add(new TestRunner(store, clock, new CountingWork(overtaken)));
    }

    Job over = replicas.getFirst().runToTheEnd(job.id());

    return violations(store, over, replicas.getFirst().now(job.id()));
  }

  private static List<String> violations(OwnJobs store, Job over, Job later) {
    List<String> violations = new ArrayList<>();
    if (over.state() != JobState.DONE || over.done() != over.total()) {
      violations.add("%s with %d of %d".formatted(over.state(), over.done(), over.total()));
    }
    if (!later.equals(over)) {
      violations.add("written to after it was over");
    }
    List<Long> advanced = new ArrayList<>(store.advancedFrom());
    Collections.sort(advanced);
    // The last one finds nothing more to do.
    if (!advanced.equals(range(0, (int) over.total() + 1))) {
      violations.add("advanced from " + advanced);
    }
    return violations;
  }

  /** Fails so many times at a position. */
  private static Function<Job, Uni<Void>> failing(long position, int times, Exception failure) {
    var left = new AtomicInteger(times);
    return job ->
        job.position() == position && left.getAndDecrement() > 0
            ? Uni.createFrom().failure(failure)
            : Uni.createFrom().voidItem();
  }

  private static Function<Job, Uni<Void>> at(
      long position, java.util.function.Supplier<Uni<Void>> what) {
    return job -> job.position() == position ? what.get() : Uni.createFrom().voidItem();
  }

  private TestRunner runner(JobHandler work) {
    return new TestRunner(jobs, clock, work);
  }

  private CancelJob cancelJob() {
    return new CancelJob(jobs);
  }

  private RetryJob retryJob() {
    return new RetryJob(jobs, TestRunner.still(jobs, clock), clock);
  }

  private Job add(OwnJobs store, int items) {
    return add(store, items, clock.instant());
  }

  private static Job add(OwnJobs store, int items, Instant now) {
    return TestRunner.await(
        store.add(
            Job.queued(
                Ids.random(),
                new JobOrder(JobKind.CODES, COMPANY, Ids.random(), "operator", Map.of()),
                items,
                now,
                now)));
  }

  public static Caller caller() {
    return new Caller(
        Ids.random(), Set.of(COMPANY), Set.of(), OwnJobs.clock().instant(), "", Optional.empty());
  }

  private static List<Long> range(int from, int to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
