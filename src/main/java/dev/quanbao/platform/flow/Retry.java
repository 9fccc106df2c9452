package dev.quanbao.platform.flow;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a step that may have to be run again, a bounded number of times.
 *
 * <p>Again is an outcome and not a failure: a step that fails is not repeated, and its failure is
 * that of the whole. For failures, Mutiny's {@code onFailure().retry()} is the right tool.
 *
 * <pre>{@code
 * return Retry.upTo(20, () -> readAndWrite(id))
 *     .onItem()
 *     .ifNull()
 *     .failWith(() -> RequestRefusedException.because(ErrorCode.CONTENTION));
 * }</pre>
 */
public final class Retry {

  private Retry() {}

  /**
   * Repeats a step until it gives an item, at once; gives null if no run of it did.
   *
   * @param times how often the step is run at most
   * @param step gives null where it is to be run again
   */
  public static <T> Uni<@Nullable T> upTo(
      int times, Supplier<? extends Uni<? extends @Nullable T>> step) {
    return Uni.createFrom()
        .<T>deferred(() -> step.get().map(item -> item))
        .repeat()
        .atMost(times)
        .select()
        .first()
        .toUni();
  }

  /** As {@link #upTo(int, Supplier)}, with a pause before each run but the first. */
  public static <T> Uni<@Nullable T> upTo(
      int times, Duration pause, Supplier<? extends Uni<? extends @Nullable T>> step) {
    return Uni.createFrom()
        .<T>deferred(() -> step.get().map(item -> item))
        .repeat()
        .withDelay(pause)
        .atMost(times)
        .select()
        .first()
        .toUni();
  }

  /**
   * Repeats a step on what its last run has left to do; gives what is left in the end, of which
   * {@code isDone} says whether it is all done.
   *
   * <pre>{@code
   * return Retry.upTo(10, refused, List::isEmpty, some -> insertUnderOtherCodes(some));
   * }</pre>
   *
   * @param times how often the step is run at most; not at all where there is nothing to do
   */
  public static <S> Uni<S> upTo(
      int times, S first, Predicate<? super S> isDone, Function<? super S, Uni<S>> step) {
    return Uni.createFrom()
        .deferred(() -> {
          var left = new AtomicReference<S>(first);
          return isDone.test(first)
              ? Uni.createFrom().item(first)
              : upTo(
                      times,
                      () ->
                          step.apply(left.get())
                              .invoke(left::set)
                              .map(now -> isDone.test(now) ? now : null))
                  .map(done -> left.get());
        });
  }
}
