package dev.quanbao.platform.store.background;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.quanbao.platform.flow.Sequentially;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/**
 * Repeats a step on very many documents, a batch at a time and with a rest after each that is
 * several times as long, so that requests find the store free; ends when nothing is left, when the
 * time is over, and when the service stops. What is left then is found again the next time.
 */
@ApplicationScoped
public class PacedBatches {

  /** How many documents a step may touch. */
  public static final int SIZE = 500;

  private static final Uni<Boolean> NO_MORE = Uni.createFrom().item(false);
  private static final Bson ID_ONLY = Projections.include("_id");

  private final Clock clock;
  private final int rest;
  private volatile boolean stopping;

  PacedBatches(Clock clock, PaceSettings settings) {
    this.clock = clock;
    this.rest = settings.rest();
  }

  /**
   * What a step came to.
   *
   * @param found how many it found to be done; fewer than {@link #SIZE}: there are no more
   * @param changed how many of them it was the one to do
   */
  public record Step(int found, int changed) {}

  /** The moment up to which work that begins now may go on. */
  public Instant endAfter(Duration limit) {
    return clock.instant().plus(limit);
  }

  /** Repeats a step until nothing is left or the end is reached; gives the number of changes. */
  public Uni<Integer> repeat(Instant end, Supplier<Uni<Step>> step) {
    return Uni.createFrom()
        .deferred(() -> {
          var changed = new AtomicInteger();
          return Sequentially.whileTrue(() -> isOver(end) ? NO_MORE : stepAndRest(step, changed))
              .map(done -> changed.get());
        });
  }

  private Uni<Boolean> stepAndRest(Supplier<Uni<Step>> step, AtomicInteger changed) {
    long start = System.nanoTime();
    return step.get()
        .chain(done -> {
          changed.addAndGet(done.changed());
          return done.found() < SIZE ? NO_MORE : restAfter(start).replaceWith(true);
        });
  }

  private Uni<Void> restAfter(long start) {
    Duration pause = Duration.ofNanos(System.nanoTime() - start).multipliedBy(rest).plusMillis(1);
    return Uni.createFrom().voidItem().onItem().delayIt().by(pause);
  }

  /** Repeats a step without rest, since a request waits for it; tells whether nothing is left. */
  public Uni<Boolean> finish(Instant end, Supplier<Uni<Step>> step) {
    return Uni.createFrom()
        .deferred(() -> {
          var finished = new AtomicBoolean();
          return Sequentially.whileTrue(() ->
                  isOver(end)
                      ? NO_MORE
                      : step.get()
                          .invoke(done -> finished.set(done.found() < SIZE))
                          .map(done -> !finished.get()))
              .map(done -> finished.get());
        });
  }

  /**
   * Deletes the things whose moment in a field lies before another; gives their number.
   *
   * @param field an indexed field; things without it stay
   */
  public Uni<Integer> forget(
      Instant end, ReactiveMongoCollection<?> things, String field, Instant before) {
    Bson old = Filters.and(Filters.gte(field, Instant.EPOCH), Filters.lt(field, before));
    return repeat(end, () -> ids(things, old).chain(ids -> delete(things, ids, old)));
  }

  /** The ids of a batch of the documents that a filter finds. */
  // In no order: some stores sort all that a filter finds when they are asked for one.
  public static Uni<List<String>> ids(ReactiveMongoCollection<?> things, Bson which) {
    return things
        .find(which, BsonDocument.class, new FindOptions().projection(ID_ONLY).limit(SIZE))
        .map(found -> found.getString("_id").getValue())
        .collect()
        .asList();
  }

  private static Uni<Step> delete(ReactiveMongoCollection<?> things, List<String> ids, Bson old) {
    return ids.isEmpty()
        ? Uni.createFrom().item(new Step(0, 0))
        : things
            .deleteMany(Filters.and(Filters.in("_id", ids), old))
            .map(result -> new Step(ids.size(), Math.toIntExact(result.getDeletedCount())));
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  private boolean isOver(Instant end) {
    return stopping || !clock.instant().isBefore(end);
  }
}
