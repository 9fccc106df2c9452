package dev.quanbao.delivery;

import dev.quanbao.platform.store.Batches;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets deliveries of long ago; two replicas that do so at once do no harm. */
@Singleton
final class DeliverySweep {

  private static final Duration AT_MOST = Duration.ofMinutes(5);

  private final Deliveries deliveries;
  private final Batches batches;
  private final Clock clock;
  private final Duration keep;

  DeliverySweep(
      Deliveries deliveries,
      Batches batches,
      Clock clock,
      @ConfigProperty(name = "quanbao.delivery.keep", defaultValue = "90d") Duration keep) {
    this.deliveries = deliveries;
    this.batches = batches;
    this.clock = clock;
    this.keep = keep;
  }

  @Scheduled(every = "10m", delayed = "7m", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    Instant before = clock.instant().minus(keep);
    return batches
        .repeat(batches.endAfter(AT_MOST), () -> deliveries.forget(before, Batches.SIZE))
        .replaceWithVoid();
  }
}
