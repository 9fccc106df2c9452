package dev.quanbao.platform.store.background;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Lease;
import dev.quanbao.platform.store.LeaseField;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets one replica at a time do a task, once per due time.
 *
 * <p>A turn keeps others from the same work; it does not make the work safe. A replica that was
 * stopped for longer than its turn wakes up beside the next one, and no lock can know: what is done
 * in a turn must do no harm when two do it at once. The lease guards the turn itself alone.
 */
@ApplicationScoped
public class ClusterSchedule implements DocumentRepository<ClusterTurn> {

  private static final LeaseField LEASE = new LeaseField("lease");
  private static final String SLOT = "slot";
  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  /** Does a task if its turn is due, and ends the turn with it; see {@link #take}. */
  public Uni<Void> inTurn(
      String task, Duration every, Duration atMost, Clock clock, Supplier<Uni<Void>> work) {
    return take(task, every, atMost, clock.instant())
        .chain(turn ->
            turn.isEmpty()
                ? Uni.createFrom().voidItem()
                : work.get().eventually(() -> end(turn.get(), clock.instant())));
  }

  /**
   * Takes the task's turn that is due, unless another replica has it or has had it.
   *
   * @param task what is to be done
   * @param every the time between two due times; these are the same for all replicas
   * @param atMost how long the replica may take before another may take the next turn
   * @param now the real clock
   */
  public Uni<Optional<ClusterTurn>> take(
      String task, Duration every, Duration atMost, Instant now) {
    long slot = Math.floorDiv(now.toEpochMilli(), every.toMillis());
    return begin(task)
        .chain(() ->
            mongoCollection()
                .findOneAndUpdate(
                    Filters.and(Filters.eq(task), Filters.lt(SLOT, slot), LEASE.isOver(now)),
                    Updates.combine(
                        Updates.set(SLOT, slot), LEASE.set(Lease.until(now.plus(atMost)))),
                    AFTER))
        .map(Optional::ofNullable);
  }

  /** Ends a turn before its time, if it still belongs to the replica that took it. */
  public Uni<Void> end(ClusterTurn turn, Instant now) {
    return mongoCollection()
        .updateOne(Filters.and(Filters.eq(turn.id()), LEASE.isHeld(turn.lease())), LEASE.endAt(now))
        .replaceWithVoid();
  }

  private Uni<Void> begin(String task) {
    return begun.contains(task)
        ? Uni.createFrom().voidItem()
        : insertIfAbsent(ClusterTurn.first(task)).invoke(() -> begun.add(task)).replaceWithVoid();
  }
}
