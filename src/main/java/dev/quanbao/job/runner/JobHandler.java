package dev.quanbao.job.runner;

import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobProgress;
import io.smallrye.mutiny.Uni;

/**
 * How one kind of job is done.
 *
 * <p>A portion may be done again, by another replica and even while a slow one still does it: its
 * effects must be the same then.
 */
public interface JobHandler {

  JobKind kind();

  /** Does the next portion and tells how far the job has come; takes a few seconds at most. */
  Uni<JobProgress> step(Job job);

  /** Leaves everything tidy once a job is done or cancelled, before it is said to be. */
  default Uni<Void> tidy(Job job) {
    return Uni.createFrom().voidItem();
  }
}
