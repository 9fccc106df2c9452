package dev.quanbao.platform.http.json;

import java.util.List;

/**
 * A request whose body is a JSON array of records.
 *
 * @param items in the order they were sent, all of them as their constraints have it
 */
public record JsonList<T extends Record>(List<T> items) {

  /** How many items a body of this kind may have. */
  public static final int MAX_ITEMS = 10_000;

  public JsonList {
    items = List.copyOf(items);
  }
}
