package dev.quanbao.platform.store;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes writes again that had to give way to others. Nothing was written then, so that this is
 * right for any write that says itself, by its filter or its key, whether it is still to be made.
 */
public final class WriteRetry {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int ATTEMPTS = 5;

  private WriteRetry() {}

  /** Makes a write until it no longer has to give way, or has had to too often. */
  public static <T> Uni<T> untilMade(Uni<T> write) {
    return write.onFailure(StoreErrors::gaveWay).retry().withBackOff(PAUSE).atMost(ATTEMPTS);
  }

  /**
   * Waits a while of a random length, up to twice as long as a write took to be refused. Three or
   * more who insert the same key go on refusing each other on stores that find a deadlock only
   * after a second, unless one of them stays away for as long.
   */
  static Uni<Void> pauseAfter(long startNanos) {
    long took = System.nanoTime() - startNanos;
    Duration pause = Duration.ofNanos(ThreadLocalRandom.current().nextLong(2 * took + 1));
    return Uni.createFrom().voidItem().onItem().delayIt().by(pause.plusMillis(1));
  }
}
