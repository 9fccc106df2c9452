package dev.quanbao.job;

import dev.quanbao.access.model.Caller;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobState;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends a job early; what it has done stays done. */
@ApplicationScoped
public class CancelJob {

  private final JobRepository jobs;

  public CancelJob(JobRepository jobs) {
    this.jobs = jobs;
  }

  /** Asks a job to end after its current portion. One that was cancelled before is given as is. */
  public Uni<Job> cancel(String id, Caller caller) {
    return jobs.findVisible(id, caller)
        .chain(found ->
            found.state() == JobState.CANCELLED
                ? Uni.createFrom().item(found)
                : jobs.requestCancellation(id)
                    .onItem()
                    .ifNull()
                    .switchTo(() -> refuse(id, caller)));
  }

  private Uni<Job> refuse(String id, Caller caller) {
    return jobs.findVisible(id, caller)
        .map(found -> {
          throw RequestRefusedException.because(
              ErrorCode.STATE_NOT_ALLOWED, found.state().name(), JobState.CANCELLED.name());
        });
  }
}
