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

/** A replica as far as jobs go: it looks for work when it is told to, and not by itself. */
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

  /** What ends jobs early and takes them up again. */
  public static JobControl control(OwnJobs jobs) {
    MovableClock clock = OwnJobs.clock();
    return new JobControl(jobs, still(jobs, clock), clock);
  }

  public void look() {
    await(runner.look());
  }

  /** As {@link #look}, for those that may not wait. */
  public Uni<Void> lookLater() {
    return runner.look();
  }

  public void holdOn() {
    await(runner.holdOn());
  }

  /** Looks for work whenever nobody is at the job, until it is over. */
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

  // Whoever is at a job has its lease; who leaves it says until when.
  private boolean isLeft(Job job) {
    var now = clock.instant();
    return job.state().isOver()
        || (job.dueAt().isAfter(now) && !job.dueAt().equals(now.plus(JobRepository.LEASE)));
  }

  public static <T> T await(Uni<T> pending) {
    return pending.await().atMost(PATIENCE);
  }
}
