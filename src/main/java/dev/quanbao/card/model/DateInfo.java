package dev.quanbao.card.model;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When cards of a template may be used ({@code date_info}): between two moments, or for some days
 * after they were taken.
 *
 * <p>An info without one means the template's own days. {@code DATE_TYPE_PERMANENT} is for member
 * cards alone and no coupon's.
 */
final class DateInfo {

  private static final String RANGE = "DATE_TYPE_FIX_TIME_RANGE";
  private static final String TERM = "DATE_TYPE_FIX_TERM";

  /** What older clients write. */
  private static final Map<Integer, String> LEGACY = Map.of(1, RANGE, 2, TERM);

  private static final long LAST_SECOND = 253_402_300_799L;

  private DateInfo() {}

  static void check(JsonChecker date) {
    date.require("type").number("end_timestamp", 1, LAST_SECOND);
    Optional<String> type = typeOf(date.value("type"));
    if (type.isEmpty()) {
      if (date.has("type")) {
        date.invalid("type", "violation.oneOf", RANGE + ", " + TERM + ", 1, 2");
      }
    } else if (type.get().equals(TERM)) {
      date.require("fixed_term")
          .number("fixed_term", 1, Integer.MAX_VALUE)
          .number("fixed_begin_term", 0, Integer.MAX_VALUE);
    } else {
      date.require("begin_timestamp", "end_timestamp").number("begin_timestamp", 1, LAST_SECOND);
      if (date.value("begin_timestamp") instanceof Number begin
          && date.value("end_timestamp") instanceof Number end
          && end.longValue() < begin.longValue()) {
        date.invalid("end_timestamp", "violation.endBeforeStart");
      }
    }
  }

  /** The type of an info that the rules have passed, by its present name. */
  static String typeOf(CardInfo info) {
    return info.base("date_info") instanceof Map<?, ?> date
        ? typeOf(date.get("type")).orElse(RANGE)
        : RANGE;
  }

  /** The seconds at one of its ends; null where it leaves that to the template's own days. */
  static @Nullable Long second(CardInfo info, String name) {
    return info.base("date_info") instanceof Map<?, ?> date && date.get(name) instanceof Number at
        ? Long.valueOf(at.longValue())
        : null;
  }

  private static Optional<String> typeOf(@Nullable Object written) {
    if (written instanceof Integer number) {
      return Optional.ofNullable(LEGACY.get(number));
    }
    return Optional.ofNullable(written)
        .filter(type -> type.equals(RANGE) || type.equals(TERM))
        .map(Object::toString);
  }
}
