package dev.quanbao.job;

import dev.quanbao.access.model.Caller;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobState;
import dev.quanbao.job.runner.JobRunner;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Queues a job that is over once more: for the refused items, or to go on where it failed. */
@ApplicationScoped
public class RetryJob {

  private final JobRepository jobs;
  private final JobRunner runner;
  private final Clock clock;

  public RetryJob(JobRepository jobs, JobRunner runner, Clock clock) {
    this.jobs = jobs;
    this.runner = runner;
    this.clock = clock;
  }

  /** Queues it, or refuses to where it has left nothing undone. */
  public Uni<Job> retry(String id, Caller caller) {
    return jobs.findVisible(id, caller)
        .chain(found ->
            leavesSomething(found)
                ? jobs.requeue(found, clock.instant())
                    .onItem()
                    .ifNull()
                    .switchTo(() -> refuse(id, caller))
                    .invoke(runner::lookSoon)
                : refuse(id, caller));
  }

  private static boolean leavesSomething(Job job) {
    return job.state() == JobState.FAILED || (job.state() == JobState.DONE && job.failed() > 0);
  }

  private Uni<Job> refuse(String id, Caller caller) {
    return jobs.findVisible(id, caller)
        .map(found -> {
          throw RequestRefusedException.because(
              ErrorCode.STATE_NOT_ALLOWED, found.state().name(), JobState.QUEUED.name());
        });
  }
}
