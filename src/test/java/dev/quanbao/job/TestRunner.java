package dev.quanbao.job;

import dev.quanbao.job.model.Job;
import dev.quanbao.job.runner.JobHandler;
import dev.quanbao.job.runner.JobRunner;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.testing.Eventually;
import dev.quanbao.testing.MovableClock;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A replica that runs jobs, but looks for work only when a test says so. */
public final class TestRunner {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROUNDS = 100;

  private final JobRepository jobs;
  private final JobRunner runner;
  private final MovableClock clock;

  public TestRunner(JobRepository jobs, MovableClock clock, JobHandler... works) {
    this.jobs = jobs;
    this.runner = still(jobs, clock, works);
    this.clock = clock;
  }

  /** A runner for works that want to tell one that there is something to do. */
  public static JobRunner still(JobRepository jobs, Clock clock, JobHandler... works) {
    return new JobRunner(jobs, List.of(works), clock) {
      @Override
      public void lookSoon() {}
    };
  }

  /** Retries jobs without running them. */
  public static RetryJob retryJob(OwnJobs jobs) {
    MovableClock clock = OwnJobs.clock();
    return new RetryJob(jobs, still(jobs, clock), clock);
  }

  /** Queues jobs without running them. */
  public static JobQueue queue(OwnJobs jobs, Clock clock) {
    return new JobQueue(jobs, still(jobs, clock), clock);
  }

  public void look() {
    await(runner.look());
  }

  /** As {@link #look}, for those that may not wait. */
  public Uni<Void> lookLater() {
    return runner.look();
  }

  public void prolongLeases() {
    await(runner.prolongLeases());
  }

  /** Looks for work whenever no runner has the job, until it is over. */
  public Job runToTheEnd(String jobId) {
    for (int i = 0; i < ROUNDS; i++) {
      Job now = runOnce(jobId);
      if (now.state().isOver()) {
        return now;
      }
      clock.advance(Duration.ofSeconds(40));
    }
    throw new AssertionError("the job doesn't come to an end");
  }

  /** Looks for work once and waits until the job is left alone again. */
  public Job runOnce(String jobId) {
    look();
    return awaitThat(jobId, this::isLeft);
  }

  public Job awaitThat(String jobId, Predicate<Job> isSo) {
    return Eventually.look(jobs.findById(jobId), isSo, PATIENCE);
  }

  public Job now(String jobId) {
    return await(jobs.findById(jobId));
  }

  // A runner holds the lease of the job it runs, and ends it otherwise when it leaves the job.
  private boolean isLeft(Job job) {
    var now = clock.instant();
    var dueAt = job.lease().until();
    return job.state().isOver()
        || (dueAt.isAfter(now) && !dueAt.equals(now.plus(JobRepository.LEASE_LENGTH)));
  }

  public static <T> T await(Uni<T> pending) {
    return pending.await().atMost(PATIENCE);
  }
}
