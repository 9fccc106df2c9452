package dev.quanbao.job.model;

/** Where a job stands. */
public enum JobState {
  QUEUED,
  RUNNING,
  /** Everything was tried; single items may have been refused. */
  DONE,
  /** The job itself broke. */
  FAILED,
  CANCELLED;

  public boolean isOver() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
