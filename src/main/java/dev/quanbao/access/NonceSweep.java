package dev.quanbao.access;

import dev.quanbao.access.store.NonceRepository;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes nonces that no request can use again.
 *
 * <p>Every replica sweeps; of two that sweep at once, each finds less to do.
 */
@ApplicationScoped
class NonceSweep {

  private static final Duration AT_MOST = Duration.ofMinutes(5);

  private final NonceRepository nonces;
  private final Clock realClock;

  NonceSweep(NonceRepository nonces, Clock realClock) {
    this.nonces = nonces;
    this.realClock = realClock;
  }

  @Scheduled(every = "60s", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return sweep(realClock.instant()).replaceWithVoid();
  }

  /** Deletes what has expired at a moment of the real clock; gives its number. */
  Uni<Integer> sweep(Instant now) {
    return nonces.deleteExpired(now, AT_MOST);
  }
}
