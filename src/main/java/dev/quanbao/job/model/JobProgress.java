package dev.quanbao.job.model;

import java.util.List;

/**
 * How far a job has come after a portion; the counts are totals, so that writing them twice is
 * writing them once.
 *
 * @param position where the next portion begins; what that means is the work's own affair
 * @param done items that came off
 * @param failed items that were refused
 * @param errors the refused items of this portion
 * @param next what is to follow
 */
public record JobProgress(long position, long done, long failed, List<JobError> errors, Next next) {

  /** What follows a portion. */
  public enum Next {
    MORE,
    /** More in a moment: it waits for others, and frees its place for another job meanwhile. */
    LATER,
    DONE,
    /** There is no more point in it, as when its package was deleted. */
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
