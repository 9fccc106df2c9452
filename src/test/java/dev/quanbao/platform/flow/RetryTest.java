package dev.quanbao.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryTest {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final AtomicInteger runs = new AtomicInteger();

  /** A step that gives an item at one of its runs. */
  private Supplier<Uni<@Nullable String>> givingAt(int run) {
    return () -> Uni.createFrom().item(runs.incrementAndGet() >= run ? "given" : null);
  }

  @Test
  void repeatsAStepUntilItGivesAnItem() {
    var given = subscribed(Retry.upTo(5, givingAt(3)));

    given.assertCompleted().assertItem("given");
    assertThat(runs).hasValue(3);
  }

  @Test
  void givesNullAfterTheLastRun() {
    var given = subscribed(Retry.upTo(5, givingAt(6)));

    given.assertCompleted().assertItem(null);
    assertThat(runs).hasValue(5);
  }

  @Test
  void countsAnewForEverySubscriber() {
    Uni<@Nullable String> retried = Retry.upTo(3, givingAt(5));
    subscribed(retried);

    var second = subscribed(retried);

    second.assertItem("given");
  }

  @Test
  void aFailureIsNotRepeated() {
    var given =
        subscribed(
            Retry.<String>upTo(
                5,
                () -> {
                  runs.incrementAndGet();
                  return Uni.createFrom().failure(new IllegalStateException("broken"));
                }));

    given.assertFailedWith(IllegalStateException.class, "broken");
    assertThat(runs).hasValue(1);
  }

  @Test
  void aStepThatThrowsFailsTheWhole() {
    var given =
        subscribed(
            Retry.<String>upTo(
                5,
                () -> {
                  throw new IllegalStateException("broken");
                }));

    given.assertFailedWith(IllegalStateException.class, "broken");
  }

  @Test
  void pausesBetweenRunsAndNotAfterTheLast() {
    long start = System.nanoTime();

    String given = Retry.upTo(3, PAUSE, givingAt(3)).await().atMost(Duration.ofSeconds(30));

    assertThat(given).isEqualTo("given");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(PAUSE.plus(PAUSE));
  }

  @Test
  void doesNotPauseBeforeTheFirstRun() {
    var given = subscribed(Retry.upTo(3, Duration.ofHours(1), givingAt(1)));

    given.assertItem("given");
  }

  @Test
  void veryManyRunsNeedNoDeepStack() {
    var given = subscribed(Retry.upTo(200_000, givingAt(100_000)));

    given.assertItem("given");
  }

  @Test
  void goesOnWithWhatIsLeft() {
    var left =
        subscribed(Retry.upTo(5, List.of("a", "b", "c"), List::isEmpty, RetryTest::withoutFirst));

    left.assertCompleted().assertItem(List.of());
  }

  @Test
  void givesWhatIsLeftAfterTheLastRun() {
    var left =
        subscribed(Retry.upTo(2, List.of("a", "b", "c"), List::isEmpty, RetryTest::withoutFirst));

    left.assertCompleted().assertItem(List.of("c"));
  }

  @Test
  void runsNothingWhereThereIsNothingLeftToDo() {
    var left =
        subscribed(
            Retry.upTo(
                2,
                List.<String>of(),
                List::isEmpty,
                some -> Uni.createFrom().failure(new IllegalStateException("was run"))));

    left.assertCompleted().assertItem(List.of());
  }

  @Test
  void beginsWithTheFirstStateForEverySubscriber() {
    Uni<List<String>> retried =
        Retry.upTo(2, List.of("a", "b", "c"), List::isEmpty, RetryTest::withoutFirst);
    subscribed(retried);

    var second = subscribed(retried);

    second.assertItem(List.of("c"));
  }

  private static Uni<List<String>> withoutFirst(List<String> some) {
    return Uni.createFrom().item(some.subList(1, some.size()));
  }

  private static <T> UniAssertSubscriber<T> subscribed(Uni<T> uni) {
    return uni.subscribe().withSubscriber(UniAssertSubscriber.create());
  }
}
