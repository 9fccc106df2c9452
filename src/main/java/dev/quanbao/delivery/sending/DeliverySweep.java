package dev.quanbao.delivery.sending;

import dev.quanbao.delivery.model.SendLimits;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.delivery.store.PhoneLimits;
import dev.quanbao.platform.store.PacedBatches;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets deliveries and phones of long ago; two replicas that do so at once do no harm. */
@Singleton
final class DeliverySweep {

  private static final Duration AT_MOST = Duration.ofMinutes(5);

  /** A phone that was sent nothing for so long counts for no limit. */
  private static final Duration COUNTED = SendLimits.LONGEST.plusHours(1);

  private final DeliveryRepository deliveries;
  private final PhoneLimits phoneLimits;
  private final PacedBatches batches;
  private final Clock clock;
  private final Duration keep;

  DeliverySweep(
      DeliveryRepository deliveries,
      PhoneLimits phoneLimits,
      PacedBatches batches,
      Clock clock,
      @ConfigProperty(name = "quanbao.delivery.keep", defaultValue = "90d") Duration keep) {
    this.deliveries = deliveries;
    this.phoneLimits = phoneLimits;
    this.batches = batches;
    this.clock = clock;
    this.keep = keep;
  }

  @Scheduled(every = "10m", delayed = "7m", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    Instant now = clock.instant();
    Instant end = batches.endAfter(AT_MOST);
    return batches
        .forget(end, deliveries.mongoCollection(), "orderedAt", now.minus(keep))
        .chain(
            () -> batches.forget(end, phoneLimits.mongoCollection(), "lastAt", now.minus(COUNTED)))
        .replaceWithVoid();
  }
}
