package dev.quanbao.access;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.quanbao.platform.store.StartupTask;
import io.quarkus.panache.common.Sort;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The end of nonces that no request can use again.
 *
 * <p>Deletes none that some replica's clock would still accept. Every replica sweeps; two at once
 * only find less to do. The index expires nonces as well where the store honours that, but nothing
 * relies on it.
 */
@ApplicationScoped
class NonceSweep implements StartupTask {

  /** How far the clocks of replicas may differ. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private static final int BATCH = 1_000;
  private static final int BATCHES_PER_SWEEP = 200;

  /** Nonces go by the real time, even where a request may set the business clock. */
  private static final Clock REAL_CLOCK = Clock.systemUTC();

  private final Nonces nonces;

  NonceSweep(Nonces nonces) {
    this.nonces = nonces;
  }

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  /** Declares the index by which expired nonces are found. */
  @Override
  public Uni<Void> run() {
    return nonces
        .mongoCollection()
        .createIndex(
            Indexes.ascending("expiresAt"),
            new IndexOptions().expireAfter(CLOCK_SKEW.toSeconds(), TimeUnit.SECONDS))
        .replaceWithVoid();
  }

  @Scheduled(every = "60s", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return sweep(REAL_CLOCK.instant()).replaceWithVoid();
  }

  /** Deletes what is over at a moment of the real clock, in batches, at most so many; how many. */
  Uni<Long> sweep(Instant now) {
    return sweepBatches(now.minus(CLOCK_SKEW), BATCHES_PER_SWEEP);
  }

  private Uni<Long> sweepBatches(Instant before, int batches) {
    return sweepBatch(before)
        .chain(swept ->
            swept < BATCH || batches == 1
                ? Uni.createFrom().item(swept)
                : sweepBatches(before, batches - 1).map(more -> swept + more));
  }

  private Uni<Long> sweepBatch(Instant before) {
    return nonces
        .find("expiresAt < ?1", Sort.by("expiresAt"), before)
        .page(0, BATCH)
        .list()
        .chain(this::delete);
  }

  private Uni<Long> delete(List<UsedNonce> expired) {
    return expired.isEmpty()
        ? Uni.createFrom().item(0L)
        : nonces.delete("_id in ?1", expired.stream().map(UsedNonce::id).toList());
  }
}
