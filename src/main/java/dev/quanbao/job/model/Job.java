package dev.quanbao.job.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that outlasts its request, as it is stored.
 *
 * <p>Whoever holds its lease may write its progress; {@code fence} grows with every lease, so that
 * one who was overtaken can't.
 *
 * @param id 32 hex
 * @param kind what it does
 * @param companyId whose
 * @param packageId for which package
 * @param order what the kind of work needs to know; never changes
 * @param actorId who ordered it
 * @param state where it stands
 * @param total items to be done
 * @param done items that came off
 * @param failed items that were refused
 * @param position where the next portion begins
 * @param pass 0 at first, one more for every time that the refused items were tried again
 * @param errors the first refused items, at most {@link #MAX_ERRORS}
 * @param fence number of the latest lease
 * @param failures portions that broke in a row
 * @param cancelling whether it is to end at the next opportunity
 * @param dueAt when a replica may take it: the end of the lease while it runs, {@link #NEVER} when
 *     it is over
 * @param createdAt when it was ordered
 * @param startedAt when it was taken first; null before
 * @param endedAt when it was over; null before
 */
@RegisterForReflection
public record Job(
    String id,
    JobKind kind,
    String companyId,
    String packageId,
    Map<String, String> order,
    String actorId,
    JobState state,
    long total,
    long done,
    long failed,
    long position,
    int pass,
    List<JobError> errors,
    long fence,
    int failures,
    boolean cancelling,
    Instant dueAt,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  /** How many refused items are listed; all of them are counted. */
  public static final int MAX_ERRORS = 1_000;

  public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  public Job {
    order = Map.copyOf(order);
    errors = List.copyOf(errors);
  }

  /** A new job. */
  public static Job queued(
      String id,
      JobKind kind,
      String companyId,
      String packageId,
      Map<String, String> order,
      String actorId,
      long total,
      Instant now,
      Instant dueAt) {
    return new Job(
        id,
        kind,
        companyId,
        packageId,
        order,
        actorId,
        JobState.QUEUED,
        total,
        0,
        0,
        0,
        0,
        List.of(),
        0,
        0,
        false,
        dueAt,
        now,
        null,
        null);
  }
}
