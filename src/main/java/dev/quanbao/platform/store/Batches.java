package dev.quanbao.platform.store;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Repeats a step on very many documents, a batch at a time and with a pause after each, so that
 * requests find the store free; ends when nothing is left, when the time is over, and when the
 * service stops. What is left then is found again the next time.
 */
@ApplicationScoped
public class Batches {

  /** How many documents a step may touch. */
  public static final int SIZE = 500;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Clock clock;
  private volatile boolean stopping;

  Batches(Clock clock) {
    this.clock = clock;
  }

  /**
   * What a step came to.
   *
   * @param found how many it found to be done; fewer than {@link #SIZE}: there are no more
   * @param changed how many of them it was the one to do
   */
  public record Step(int found, int changed) {}

  /** The moment up to which work that begins now may go on. */
  public Instant endAfter(Duration limit) {
    return clock.instant().plus(limit);
  }

  /** Repeats a step until nothing is left or the end is reached; gives the number of changes. */
  public Uni<Integer> repeat(Instant end, Supplier<Uni<Step>> step) {
    if (isOver(end)) {
      return Uni.createFrom().item(0);
    }
    return Multi.createBy()
        .repeating()
        .uni(step::get)
        .withDelay(PAUSE)
        .whilst(done -> done.found() >= SIZE && !isOver(end))
        .collect()
        .with(Collectors.summingInt(Step::changed));
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  private boolean isOver(Instant end) {
    return stopping || !clock.instant().isBefore(end);
  }
}
