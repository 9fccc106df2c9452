package dev.quanbao.job.model;

import dev.quanbao.platform.store.Lease;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that outlasts its request, as it is stored.
 *
 * <p>Only the holder of its lease writes its progress. A holder that was overtaken can't, since
 * every lease has a holder of its own.
 *
 * @param id 32 hex
 * @param order what the job was ordered to do
 * @param state whether it waits, runs or is over
 * @param items its items, and how many have been handled
 * @param position where the next portion begins
 * @param pass 0 at first, one more for every retry of the refused items
 * @param lease who runs it; it ends when a replica may take the job, at {@link #NEVER} once the job
 *     is over
 * @param timesTaken how many leases there have been
 * @param failures portions that failed in a row
 * @param cancelling whether it is to end after the current portion
 * @param createdAt when it was ordered
 * @param startedAt when a replica took it first; null before
 * @param endedAt when it was over; null before
 */
@RegisterForReflection
public record Job(
    String id,
    JobOrder order,
    JobState state,
    JobItems items,
    long position,
    int pass,
    Lease lease,
    int timesTaken,
    int failures,
    boolean cancelling,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  /** How many refused items are listed; all of them are counted. */
  public static final int MAX_ERRORS = 1_000;

  /** When a job that is over is due. */
  public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * A new job.
   *
   * @param dueAt when a replica may take it
   */
  public static Job queued(String id, JobOrder order, long total, Instant now, Instant dueAt) {
    return new Job(
        id,
        order,
        JobState.QUEUED,
        JobItems.unhandled(total),
        0,
        0,
        Lease.freeFrom(dueAt),
        0,
        0,
        false,
        now,
        null,
        null);
  }

  public JobKind kind() {
    return order.kind();
  }

  public String companyId() {
    return order.companyId();
  }

  public String packageId() {
    return order.packageId();
  }

  public long total() {
    return items.total();
  }

  public long done() {
    return items.done();
  }

  public long failed() {
    return items.failed();
  }

  public List<JobError> errors() {
    return items.errors();
  }

  /** Whether an earlier holder of the lease may have begun the portion at this position. */
  public boolean wasTakenBefore() {
    return timesTaken > 1;
  }
}
