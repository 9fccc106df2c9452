package dev.quanbao.platform.outbox;

import dev.quanbao.platform.outbox.store.OutboxRepository;
import dev.quanbao.platform.store.background.PacedBatches;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets entries that ended long ago; two replicas that do so at once do no harm. */
@Singleton
final class OutboxSweep {

  private static final Duration AT_MOST = Duration.ofMinutes(5);

  private final OutboxRepository outbox;
  private final PacedBatches batches;
  private final Clock clock;
  private final Duration keep;

  OutboxSweep(OutboxRepository outbox, PacedBatches batches, Clock clock, OutboxSettings settings) {
    this.outbox = outbox;
    this.batches = batches;
    this.clock = clock;
    this.keep = settings.keep();
  }

  @Scheduled(
      every = "{quanbao.outbox.sweep-every}",
      delayed = "{quanbao.outbox.sweep-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    Instant before = clock.instant().minus(keep);
    return outbox.forgetEnded(batches, batches.endAfter(AT_MOST), before).replaceWithVoid();
  }
}
