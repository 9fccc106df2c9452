package dev.quanbao.job.runner;

import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobProgress;
import io.smallrye.mutiny.Uni;

/**
 * Does the jobs of one kind.
 *
 * <p>A portion may be done again, by another replica and even while a slow one still does it. Its
 * effects must be the same then.
 */
public interface JobHandler {

  JobKind kind();

  /** Does the next portion, in a few seconds at most, and says how far the job has come. */
  Uni<JobProgress> step(Job job);

  /** Releases what a job no longer needs once it is done or cancelled, before it is ended. */
  default Uni<Void> tidy(Job job) {
    return Uni.createFrom().voidItem();
  }
}
