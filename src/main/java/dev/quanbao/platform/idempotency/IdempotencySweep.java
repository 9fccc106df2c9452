package dev.quanbao.platform.idempotency;

import dev.quanbao.platform.idempotency.store.KeyedRequestRepository;
import dev.quanbao.platform.store.background.PacedBatches;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Drops keyed requests that are over; two replicas that do so at once do no harm. */
@Singleton
final class IdempotencySweep {

  private static final Duration AT_MOST = Duration.ofMinutes(5);

  private final KeyedRequestRepository requests;
  private final PacedBatches batches;

  IdempotencySweep(KeyedRequestRepository requests, PacedBatches batches) {
    this.requests = requests;
    this.batches = batches;
  }

  @Scheduled(
      every = "{quanbao.idempotency.sweep-every}",
      delayed = "{quanbao.idempotency.sweep-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return requests.forgetOver(batches, batches.endAfter(AT_MOST)).replaceWithVoid();
  }
}
