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

/** Ends jobs early, and takes up again what was refused or broke. */
@ApplicationScoped
public class JobControl {

  private final JobRepository jobs;
  private final JobRunner runner;
  private final Clock clock;

  public JobControl(JobRepository jobs, JobRunner runner, Clock clock) {
    this.jobs = jobs;
    this.runner = runner;
    this.clock = clock;
  }

  /** Asks a job to end; repeated on one that was cancelled, nothing more happens. */
  public Uni<Job> cancel(String id, Caller caller) {
    return jobs.visible(id, caller)
        .chain(found -> {
          if (found.state() == JobState.CANCELLED) {
            return Uni.createFrom().item(found);
          }
          return jobs.cancel(id).onItem().ifNull().switchTo(() -> refuse(id, caller, "CANCELLED"));
        });
  }

  /** Queues a job once more for the items that were refused, or to go on where it broke. */
  public Uni<Job> retry(String id, Caller caller) {
    return jobs.visible(id, caller)
        .chain(found -> {
          if (leavesSomething(found)) {
            return jobs.again(found, clock.instant())
                .onItem()
                .ifNull()
                .switchTo(() -> refuse(id, caller, "QUEUED"))
                .invoke(runner::lookSoon);
          }
          return refuse(id, caller, "QUEUED");
        });
  }

  private Uni<Job> refuse(String id, Caller caller, String to) {
    return jobs.visible(id, caller)
        .map(found -> {
          throw RequestRefusedException.because(
              ErrorCode.STATE_NOT_ALLOWED, found.state().name(), to);
        });
  }

  private static boolean leavesSomething(Job over) {
    return over.state() == JobState.FAILED || (over.state() == JobState.DONE && over.failed() > 0);
  }
}
