package dev.quanbao.job.model;

import java.util.List;

/**
 * How far a job has come after a portion. The counts are totals, so writing them twice changes
 * nothing.
 *
 * @param position where the next portion begins; only the handler of the job knows what it means
 * @param done items that succeeded
 * @param failed items that were refused
 * @param errors the refused items of this portion
 * @param next what follows
 */
public record JobProgress(long position, long done, long failed, List<JobError> errors, Next next) {

  /** What follows a portion. */
  public enum Next {
    MORE,
    /** More in a moment: the job waits for others and lets another job run meanwhile. */
    LATER,
    DONE,
    /** The job has become pointless, as when its package was deleted. */
    CANCELLED
  }

  public JobProgress {
    errors = List.copyOf(errors);
  }

  /** Nothing new, and nothing more to do. */
  public static JobProgress ending(Job job, Next how) {
    return new JobProgress(job.position(), job.done(), job.failed(), List.of(), how);
  }
}
