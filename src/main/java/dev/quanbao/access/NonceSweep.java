package dev.quanbao.access;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.quanbao.access.store.NonceRepository;
import dev.quanbao.platform.store.PacedBatches;
import dev.quanbao.platform.store.StartupTask;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  private static final Duration AT_MOST = Duration.ofMinutes(5);

  /** Nonces go by the real time, even where a request may set the business clock. */
  private static final Clock REAL_CLOCK = Clock.systemUTC();

  private final NonceRepository nonces;
  private final PacedBatches batches;

  NonceSweep(NonceRepository nonces, PacedBatches batches) {
    this.nonces = nonces;
    this.batches = batches;
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

  /** Deletes what is over at a moment of the real clock; how many. */
  Uni<Integer> sweep(Instant now) {
    return batches.forget(
        batches.endAfter(AT_MOST), nonces.mongoCollection(), "expiresAt", now.minus(CLOCK_SKEW));
  }
}
