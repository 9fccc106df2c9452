package dev.quanbao.job.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The items of a job, and how many of them have been handled.
 *
 * @param total how many there are
 * @param done how many succeeded
 * @param failed how many were refused
 * @param errors the first refused items, at most {@link Job#MAX_ERRORS}
 */
@RegisterForReflection
public record JobItems(long total, long done, long failed, List<JobError> errors) {

  public JobItems {
    errors = List.copyOf(errors);
  }

  static JobItems unhandled(long total) {
    return new JobItems(total, 0, 0, List.of());
  }
}
