package dev.quanbao.job;

import dev.quanbao.access.model.Caller;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobOrder;
import dev.quanbao.job.runner.JobRunner;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Queues jobs for the runner.
 *
 * <p>A job that is queued again under the same id is the same job.
 */
@ApplicationScoped
public class JobQueue {

  private final JobRepository jobs;
  private final JobRunner runner;
  private final Clock clock;

  public JobQueue(JobRepository jobs, JobRunner runner, Clock clock) {
    this.jobs = jobs;
    this.runner = runner;
    this.clock = clock;
  }

  /** The id of the job a request orders: the same for every attempt under one idempotency key. */
  public static String jobIdFor(Caller caller) {
    return caller.operation().orElseGet(Ids::random);
  }

  /** Queues a job that begins at once. */
  public Uni<Job> start(String id, JobOrder order, long total) {
    Instant now = clock.instant();
    return jobs.add(Job.queued(id, order, total, now, now)).invoke(runner::lookSoon);
  }

  /**
   * Queues a job that waits until it is released.
   *
   * @param limit how long it waits at most: should the request that holds it die, it begins then
   */
  public Uni<Job> hold(String id, JobOrder order, long total, Duration limit) {
    Instant now = clock.instant();
    return jobs.add(Job.queued(id, order, total, now, now.plus(limit)));
  }

  /** Lets a job that is held begin. */
  public Uni<Void> release(String id) {
    return jobs.reschedule(id, clock.instant()).invoke(runner::lookSoon);
  }

  /** Removes a job that is held; one that has begun stays. */
  public Uni<Void> withdraw(String id) {
    return jobs.withdraw(id);
  }
}
