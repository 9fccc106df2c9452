package dev.quanbao.platform.http.page;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of {@code /v3}, and where the next one begins.
 *
 * @param nextCursor null on the last page
 */
@RegisterForReflection
public record CursorPage<T>(
    List<T> items,
    @Schema(description = "where the next page begins; null on the last one")
        @Nullable String nextCursor) {

  public CursorPage {
    items = List.copyOf(items);
  }

  /**
   * A page of what was found when one more than the limit was asked for.
   *
   * @param cursor makes the cursor that leads on from behind an item
   */
  public static <T> CursorPage<T> of(List<T> found, int limit, Function<T, String> cursor) {
    return found.size() <= limit
        ? new CursorPage<>(found, null)
        : new CursorPage<>(found.subList(0, limit), cursor.apply(found.get(limit - 1)));
  }

  /** The same page in another form. */
  public <V> CursorPage<V> map(Function<T, V> view) {
    return new CursorPage<>(items.stream().map(view).toList(), nextCursor);
  }
}
