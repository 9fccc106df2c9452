package dev.quanbao.platform.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Remembers for a while where pages of long lists ended, so that the page after one is found by an
 * index and not by counting through all pages before it.
 *
 * @param <L> what tells one list from another
 * @param <E> what a page ends with, in the order of its list
 */
public final class PageEnds<L, E> {

  private static final int REMEMBERED = 10_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  private final Cache<Start<L>, E> ends =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();

  /** A page of a list that begins where the page before it ended. */
  private record Start<L>(L list, PageRequest page) {}

  /** Finds what the page before one ended with; empty where that is not known. */
  public Optional<E> findEndBefore(L list, PageRequest page) {
    return Optional.ofNullable(ends.getIfPresent(new Start<>(list, page)));
  }

  /**
   * Remembers with which of its items a page ended; one that isn't full is the last and has no
   * next.
   */
  public <T> void remember(L list, PageRequest page, List<T> found, Function<T, E> end) {
    if (found.size() == page.size()) {
      ends.put(new Start<>(list, page.next()), end.apply(found.getLast()));
    }
  }
}
