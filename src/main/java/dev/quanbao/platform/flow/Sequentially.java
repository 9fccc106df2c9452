package dev.quanbao.platform.flow;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs asynchronous steps one after the other.
 *
 * <p>A step begins only once the step before it has ended. The first failure ends the sequence and
 * is its failure; the steps after it never begin.
 *
 * <pre>{@code
 * return Sequentially.each(entries, entry -> append(subjectId, entry));
 * }</pre>
 */
public final class Sequentially {

  private Sequentially() {}

  /** Runs the step for each element, in the order of iteration. */
  public static <T> Uni<Void> each(
      Iterable<T> elements, Function<? super T, ? extends Uni<?>> step) {
    return each(Multi.createFrom().iterable(elements), step);
  }

  /** Runs the step for each element of a stream, which is asked for one element at a time. */
  public static <T> Uni<Void> each(Multi<T> elements, Function<? super T, ? extends Uni<?>> step) {
    return elements
        .onItem()
        .transformToUniAndConcatenate(element -> step.apply(element).replaceWithVoid())
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Runs a step again and again for as long as it gives true. */
  public static Uni<Void> whileTrue(Supplier<? extends Uni<Boolean>> step) {
    return Uni.createFrom()
        .deferred(step::get)
        .repeat()
        .whilst(again -> again)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
