package dev.quanbao.job.runner;

import dev.quanbao.job.model.Job;

/** A job that this replica runs: as it was written last, and whether its lease was lost. */
final class JobRun {

  private volatile Job job;
  private volatile boolean hasLostLease;

  JobRun(Job taken) {
    job = taken;
  }

  Job job() {
    return job;
  }

  void update(Job advanced) {
    job = advanced;
  }

  void loseLease() {
    hasLostLease = true;
  }

  boolean hasLostLease() {
    return hasLostLease;
  }
}
