package dev.quanbao.platform.page;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a longer list, and how many items the whole list has.
 *
 * <p>What a client reads of it is its API's concern.
 */
public record Page<T>(List<T> items, long total) {

  public Page {
    items = List.copyOf(items);
  }

  /** A page whose items and whose total are looked up at the same time. */
  public static <T> Uni<Page<T>> combine(Uni<List<T>> items, Uni<Long> total) {
    return Uni.combine().all().unis(items, total).with(Page::new);
  }

  /** A page behind the last item of a list. */
  public static <T> Page<T> empty(long total) {
    return new Page<>(List.of(), total);
  }

  /** The same page in another form. */
  public <V> Page<V> map(Function<? super T, ? extends V> form) {
    return new Page<>(items.stream().<V>map(form).toList(), total);
  }
}
