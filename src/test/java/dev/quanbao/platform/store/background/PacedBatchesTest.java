package dev.quanbao.platform.store.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.store.background.PacedBatches.Step;
import dev.quanbao.testing.MovableClock;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class PacedBatchesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T00:00:00Z"));
  private final PacedBatches batches = new PacedBatches(clock, () -> 1);
  private final AtomicInteger steps = new AtomicInteger();

  @Test
  void goesOnUntilABatchIsNotFull() {
    int changed = repeat(2 * PacedBatches.SIZE + 7, step -> {});

    assertThat(changed).isEqualTo(2 * PacedBatches.SIZE + 7);
    assertThat(steps).hasValue(3);
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    int changed = repeat(10 * PacedBatches.SIZE, step -> clock.advance(Duration.ofSeconds(5)));

    assertThat(changed).isEqualTo(2 * PacedBatches.SIZE);
  }

  @Test
  void stopsWithTheService() {
    int changed =
        repeat(
            10 * PacedBatches.SIZE,
            step -> {
              if (step == 3) {
                batches.stop(new ShutdownEvent());
              }
            });

    assertThat(changed).isEqualTo(3 * PacedBatches.SIZE);
  }

  @Test
  void doesNotBeginWhenTheTimeIsOverAlready() {
    Instant end = batches.endAfter(LIMIT);
    clock.advance(LIMIT);

    int changed = batches.repeat(end, () -> step(5, step -> {})).await().atMost(PATIENCE);

    assertThat(changed).isZero();
    assertThat(steps).hasValue(0);
  }

  private int repeat(int due, IntConsumer during) {
    var left = new AtomicInteger(due);
    return batches
        .repeat(
            batches.endAfter(LIMIT),
            () -> step(left.getAndAdd(-Math.min(left.get(), PacedBatches.SIZE)), during))
        .await()
        .atMost(PATIENCE);
  }

  private Uni<Step> step(int left, IntConsumer during) {
    int found = Math.min(left, PacedBatches.SIZE);
    during.accept(steps.incrementAndGet());
    return Uni.createFrom().item(new Step(found, found));
  }
}
