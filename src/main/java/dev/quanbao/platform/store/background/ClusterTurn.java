package dev.quanbao.platform.store.background;

import dev.quanbao.platform.store.Lease;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Which replica does a scheduled task; one document a task.
 *
 * @param id the task
 * @param slot the due time that was taken last, counted in whole periods since the epoch
 * @param lease of the replica that took it
 */
@RegisterForReflection
public record ClusterTurn(String id, long slot, Lease lease) {

  /** The turn of a task that was never done. */
  static ClusterTurn first(String task) {
    return new ClusterTurn(task, -1, Lease.FREE);
  }
}
