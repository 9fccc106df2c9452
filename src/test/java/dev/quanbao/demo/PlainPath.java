package dev.quanbao.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands at a path of names and places, as in {@code data.tickets[0].count}; a name in a
 * list is that of each of its objects.
 *
 * <p>REST Assured compiles every path into a class of its own each time it is read, which costs
 * more than the request. Whatever isn't plain is left to it.
 */
final class PlainPath {

  /** What is read where there is more to a path, or less to a body, than is understood here. */
  static final Object NOT_PLAIN = new Object();

  private static final Pattern PLAIN = Pattern.compile("\\w+(\\[\\d+]|\\.\\w+)*");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private PlainPath() {}

  static @Nullable Object read(String body, String path) {
    if (!PLAIN.matcher(path).matches()) {
      return NOT_PLAIN;
    }
    try {
      Object at = JSON.readValue(body, Object.class);
      for (String step : path.split("[.\\[]", -1)) {
        at = step.endsWith("]") ? place(at, step) : field(at, step);
      }
      return at;
    } catch (JsonProcessingException e) {
      return NOT_PLAIN;
    }
  }

  private static @Nullable Object field(@Nullable Object of, String name) {
    return switch (of) {
      case Map<?, ?> object -> object.get(name);
      case List<?> list when list.stream().allMatch(Map.class::isInstance) ->
          list.stream()
              .map(object -> ((Map<?, ?>) object).get(name))
              .collect(Collectors.toCollection(ArrayList::new));
      case null, default -> NOT_PLAIN;
    };
  }

  private static @Nullable Object place(@Nullable Object of, String step) {
    int place = Integer.parseInt(step.substring(0, step.length() - 1));
    return of instanceof List<?> list && place < list.size() ? list.get(place) : NOT_PLAIN;
  }
}
