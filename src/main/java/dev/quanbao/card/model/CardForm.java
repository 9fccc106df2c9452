package dev.quanbao.card.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant says of a template: all of it, each time.
 *
 * @param beginAt first moment of its first day
 * @param endAt last second of its last day
 */
public record CardForm(CardType type, CardInfo info, Instant beginAt, Instant endAt) {

  public static CardForm of(CardTemplate stored) {
    return new CardForm(
        stored.type(), CardInfo.read(stored.info()), stored.beginAt(), stored.endAt());
  }

  /** From when its cards may be used. */
  Instant usableFrom() {
    return or(DateInfo.second(info, "begin_timestamp"), beginAt);
  }

  /** Until when its cards may be used. */
  Instant usableTo() {
    return or(DateInfo.second(info, "end_timestamp"), endAt);
  }

  private static Instant or(@Nullable Long second, Instant otherwise) {
    return second == null ? otherwise : Instant.ofEpochSecond(second);
  }
}
