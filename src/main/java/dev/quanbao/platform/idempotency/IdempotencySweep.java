package dev.quanbao.platform.idempotency;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Drops keyed requests that are over; two replicas that do so at once do no harm. */
@Singleton
final class IdempotencySweep {

  private final KeyedRequests requests;

  IdempotencySweep(KeyedRequests requests) {
    this.requests = requests;
  }

  @Scheduled(
      every = "${quanbao.idempotency.sweep-every:60s}",
      delayed = "${quanbao.idempotency.sweep-every:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return requests.sweep();
  }
}
