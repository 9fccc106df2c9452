package dev.quanbao.job.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import dev.quanbao.job.OwnJobs;
import dev.quanbao.job.TestRunner;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobError;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobOrder;
import dev.quanbao.job.model.JobProgress;
import dev.quanbao.job.model.JobState;
import dev.quanbao.job.model.LineBatch;
import dev.quanbao.job.model.LineBatch.Line;
import dev.quanbao.job.model.LineBatch.Refusal;
import dev.quanbao.job.store.JobLineRepository;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jobs over uploaded lines: which lines are handled in which pass, and the counts. */
@QuarkusTest
class LineStepsTest {

  private static final int BATCHES = 3;
  private static final int BATCH = 40;
  private static final int LARGE_BATCH = 2_000;
  private static final int LINES = BATCHES * BATCH;
  private static final int FIRST_LINE = 2;

  @Inject JobLineRepository lines;
  @Inject LineSteps lineSteps;

  private final MovableClock clock = OwnJobs.clock();
  private final OwnJobs jobs = new OwnJobs();
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private volatile Predicate<String> refused = line -> false;

  @Test
  void everyLineIsHandledOnce() {
    Job job = upload(BATCH);

    Job over = runner().runToTheEnd(job.id());

    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(LINES);
    assertThat(handled).containsExactlyElementsOf(values(0, LINES));
  }

  @Test
  void aRefusedLineIsListedWithItsNumber() {
    Job job = upload(BATCH);
    refused = "line-00041"::equals;

    Job over = runner().runToTheEnd(job.id());

    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(LINES - 1);
    assertThat(over.failed()).isEqualTo(1);
    assertThat(over.errors())
        .containsExactly(new JobError(41 + FIRST_LINE, "line-00041", "SOLD_OUT", List.of()));
  }

  @Test
  void aRetryTakesUpTheRefusedLinesOnly() {
    Job job = upload(BATCH);
    refused = line -> line.endsWith("7");
    runner().runToTheEnd(job.id());
    handled.clear();
    refused = line -> line.endsWith("17");

    Job queued = retry(job);
    Job over = runner().runToTheEnd(job.id());

    assertThat(queued.failed()).isZero();
    assertThat(queued.errors()).isEmpty();
    assertThat(handled).hasSize(LINES / 10).allMatch(line -> line.endsWith("7"));
    assertThat(over.failed()).isEqualTo(2);
    assertThat(over.done()).isEqualTo(LINES - 2);
    assertThat(over.errors()).extracting(JobError::key).containsExactly("line-00017", "line-00117");
  }

  @Test
  void retriesGoOnUntilNothingIsRefusedAnyMore() {
    Job job = upload(BATCH);
    refused = line -> line.endsWith("7");
    runner().runToTheEnd(job.id());
    refused = line -> line.endsWith("17");
    retry(job);
    runner().runToTheEnd(job.id());
    handled.clear();
    refused = line -> false;

    retry(job);
    Job over = runner().runToTheEnd(job.id());

    assertThat(handled).containsExactly("line-00017", "line-00117");
    assertThat(over.done()).isEqualTo(LINES);
    assertThat(over.failed()).isZero();
    assertThat(over.errors()).isEmpty();
  }

  @Test
  void aCrashBetweenABatchAndItsJobLeavesTheCountsRight() {
    crashAtAdvance(2);
    Job job = upload(BATCH);
    refused = line -> line.endsWith("7");

    Job over = runner().runToTheEnd(job.id());

    assertThat(handled).containsExactlyElementsOf(values(0, LINES));
    assertThat(over.done()).isEqualTo(LINES - LINES / 10);
    assertThat(over.failed()).isEqualTo(LINES / 10);
    assertThat(over.errors()).hasSize(LINES / 10);
  }

  @Test
  void aCrashInARetryLeavesTheCountsRight() {
    Job job = upload(BATCH);
    refused = line -> line.endsWith("7");
    runner().runToTheEnd(job.id());
    handled.clear();
    refused = line -> line.endsWith("17");
    crashAtAdvance(2);

    retry(job);
    Job over = runner().runToTheEnd(job.id());

    assertThat(handled).hasSize(LINES / 10);
    assertThat(over.done()).isEqualTo(LINES - 2);
    assertThat(over.failed()).isEqualTo(2);
    assertThat(over.errors()).hasSize(2);
  }

  @Test
  void aCancelThatCameTooLateDoesNotEndTheRetry() {
    Job job = upload(BATCH);
    refused = line -> line.endsWith("7");
    cancelAtAdvance(job, BATCHES + 1);
    Job first = runner().runToTheEnd(job.id());
    refused = line -> false;

    retry(job);
    Job over = runner().runToTheEnd(job.id());

    assertThat(first.state()).isEqualTo(JobState.DONE);
    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.done()).isEqualTo(LINES);
  }

  @Test
  void atMostAThousandErrorsAreListedAndAllAreCounted() {
    Job job = upload(LARGE_BATCH);
    refused = line -> true;

    Job over = runner().runToTheEnd(job.id());

    assertThat(over.failed()).isEqualTo(BATCHES * LARGE_BATCH);
    assertThat(over.done()).isZero();
    assertThat(over.errors())
        .extracting(JobError::line)
        .containsExactlyElementsOf(
            IntStream.range(FIRST_LINE, FIRST_LINE + Job.MAX_ERRORS)
                .mapToObj(Long::valueOf)
                .toList());
  }

  @Test
  void aJobThatBrokeKeepsTheErrorsOfTheLinesBeforeWhenItIsRetried() {
    Job job = upload(BATCH);
    var broken = new AtomicBoolean(true);
    refused =
        line -> {
          if (broken.get() && "line-00050".equals(line)) {
            throw new IllegalStateException("broken");
          }
          return line.endsWith("7");
        };
    Job failed = runner().runToTheEnd(job.id());
    broken.set(false);

    retry(job);
    Job over = runner().runToTheEnd(job.id());

    assertThat(failed.state()).isEqualTo(JobState.FAILED);
    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(over.failed()).isEqualTo(LINES / 10);
    assertThat(over.errors()).hasSize(LINES / 10);
  }

  private Job upload(int batch) {
    var now = clock.instant();
    String id = Ids.random();
    for (int place = 0; place < BATCHES; place++) {
      int from = place * batch;
      TestRunner.await(
          lines.insertIfAbsent(
              LineBatch.uploaded(
                  id, place, (long) from + FIRST_LINE, values(from, from + batch), now)));
    }
    return TestRunner.await(
        jobs.add(
            Job.queued(
                id,
                new JobOrder(JobKind.DISPATCH, "x1111111111", Ids.random(), "operator", Map.of()),
                (long) BATCHES * batch,
                now,
                now)));
  }

  private Job retry(Job job) {
    return TestRunner.await(TestRunner.retryJob(jobs).retry(job.id(), JobRunnerTest.caller()));
  }

  private void crashAtAdvance(int number) {
    var left = new AtomicInteger(number);
    jobs.before(advance ->
        left.decrementAndGet() == 0
            ? Uni.createFrom().failure(new MongoTimeoutException("crash"))
            : advance);
  }

  private void cancelAtAdvance(Job job, int number) {
    var left = new AtomicInteger(number);
    jobs.before(advance ->
        left.decrementAndGet() == 0
            ? advance.call(() -> jobs.requestCancellation(job.id()))
            : advance);
  }

  private TestRunner runner() {
    return new TestRunner(
        jobs,
        clock,
        new JobHandler() {
          @Override
          public JobKind kind() {
            return JobKind.DISPATCH;
          }

          @Override
          public Uni<JobProgress> step(Job job) {
            return lineSteps.step(job, batch -> Uni.createFrom().item(() -> handle(batch)));
          }
        });
  }

  private List<Refusal> handle(List<Line> batch) {
    List<Refusal> refusals =
        batch.stream()
            .filter(line -> refused.test(line.value()))
            .map(line -> new Refusal(line.place(), "SOLD_OUT"))
            .toList();
    batch.forEach(line -> handled.add(line.value()));
    return refusals;
  }

  private static List<String> values(int from, int to) {
    return IntStream.range(from, to).mapToObj("line-%05d"::formatted).toList();
  }
}
