package dev.quanbao.card.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What a list of templates is searched by: terms of which all must hold.
 *
 * <p>Deleted templates are found only by a search that names the status.
 */
public record CardSearch(List<Term> terms) {

  public CardSearch {
    terms = List.copyOf(terms);
  }

  public boolean namesStatus() {
    return terms.stream().anyMatch(OfStatus.class::isInstance);
  }

  /** How a field is compared with the value. */
  public enum Operator {
    EQUAL,
    UNEQUAL,
    GREATER,
    AT_LEAST,
    LESS,
    AT_MOST,
    /** Contains, whatever the case; of texts alone. */
    LIKE;

    /** Whether it holds between two values that are ordered so. */
    public boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case UNEQUAL -> order != 0;
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case LIKE -> false;
      };
    }
  }

  /** The moments by whose days templates are searched. */
  public enum DayField {
    BEGIN_AT,
    END_AT,
    CREATED_AT
  }

  /** The texts by which templates are searched. */
  public enum TextField {
    TITLE,
    BRAND_NAME,
    APP_ID
  }

  /** One condition. */
  public sealed interface Term {}

  /** One of these types. */
  public record OfType(Set<CardType> types) implements Term {}

  /** One of these statuses. */
  public record OfStatus(Set<CardStatus> statuses) implements Term {}

  /** One of these states of synchronisation. */
  public record OfSync(Set<SyncState> states) implements Term {}

  /** A moment on a day, or before or after it. */
  public record OnDay(DayField field, Operator operator, LocalDate day) implements Term {}

  /** A text. */
  public record WithText(TextField field, Operator operator, String text) implements Term {}
}
