package dev.quanbao.delivery.sending;

import dev.quanbao.delivery.model.SendLimits;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.delivery.store.PhoneSendsRepository;
import dev.quanbao.platform.store.background.PacedBatches;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes old deliveries and phones; two replicas that do so at once do no harm. */
@Singleton
final class DeliverySweep {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** After this no limit depends on what a phone got. */
  private static final Duration COUNTED = SendLimits.LONGEST.plusHours(1);

  private final DeliveryRepository deliveries;
  private final PhoneSendsRepository phoneSends;
  private final PacedBatches batches;
  private final Clock clock;
  private final Duration keep;

  DeliverySweep(
      DeliveryRepository deliveries,
      PhoneSendsRepository phoneSends,
      PacedBatches batches,
      Clock clock,
      DeliverySettings settings) {
    this.deliveries = deliveries;
    this.phoneSends = phoneSends;
    this.batches = batches;
    this.clock = clock;
    this.keep = settings.keep();
  }

  @Scheduled(every = "10m", delayed = "7m", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    Instant now = clock.instant();
    Instant end = batches.endAfter(LIMIT);
    return deliveries
        .deleteOrderedBefore(now.minus(keep), batches, end)
        .chain(() -> phoneSends.deleteUnusedSince(now.minus(COUNTED), batches, end))
        .replaceWithVoid();
  }
}
