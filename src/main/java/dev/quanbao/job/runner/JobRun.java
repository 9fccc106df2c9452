package dev.quanbao.job.runner;

import dev.quanbao.job.model.Job;

/** A job while this replica runs it: as it was seen last, and whether its lease was lost. */
final class JobRun {

  private volatile Job job;
  private volatile boolean lost;

  JobRun(Job taken) {
    job = taken;
  }

  Job job() {
    return job;
  }

  void is(Job advanced) {
    job = advanced;
  }

  void lose() {
    lost = true;
  }

  boolean isLost() {
    return lost;
  }
}
