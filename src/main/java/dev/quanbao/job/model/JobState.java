package dev.quanbao.job.model;

/** Whether a job waits, runs or is over. */
public enum JobState {
  QUEUED,
  RUNNING,
  /** Every item was tried; single ones may have been refused. */
  DONE,
  /** A portion failed too often; the rest was not tried. */
  FAILED,
  CANCELLED;

  public boolean isOver() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
