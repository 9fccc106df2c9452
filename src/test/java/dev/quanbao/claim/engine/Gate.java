package dev.quanbao.claim.engine;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds up steps until it is opened, by hand or by enough of them having come. */
public final class Gate {

  private final CompletableFuture<Void> reached = new CompletableFuture<>();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final AtomicInteger missing;

  private Gate(int missing) {
    this.missing = new AtomicInteger(missing);
  }

  /** A gate that waits to be opened by hand. */
  public static Gate closed() {
    return new Gate(Integer.MAX_VALUE);
  }

  /** A gate that opens by itself once so many wait at it. */
  public static Gate meetingOf(int count) {
    return new Gate(count);
  }

  /** Goes on once the gate is open. */
  public Uni<Void> pass() {
    return Uni.createFrom()
        .deferred(() -> {
          reached.complete(null);
          if (missing.decrementAndGet() <= 0) {
            opened.complete(null);
          }
          return Uni.createFrom().completionStage(opened);
        });
  }

  /** Waits until somebody stands at the gate. */
  public void awaitReached() {
    ClaimStage.await(Uni.createFrom().completionStage(reached));
  }

  void open() {
    opened.complete(null);
  }

  /** Opens by itself after a while, so that whoever waits for what comes behind it waits too. */
  public void openAfter(Duration delay) {
    opened.completeOnTimeout(null, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
