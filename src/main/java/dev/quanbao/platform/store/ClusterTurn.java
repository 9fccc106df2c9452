package dev.quanbao.platform.store;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * Whose turn it is to do a task that runs on a schedule; one document a task.
 *
 * @param id the task
 * @param slot the due time that was taken last, counted in whole periods since the epoch
 * @param until how long its taker has the task to itself
 * @param token grows with every taker, so that one who was outlived can't end another's turn
 */
@RegisterForReflection
public record ClusterTurn(String id, long slot, Instant until, long token) {

  /** The turn of a task that nobody has ever done. */
  static ClusterTurn first(String task) {
    return new ClusterTurn(task, -1, Instant.EPOCH, 0);
  }
}
