package dev.quanbao.card.model;

import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.json.DateInput;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a list of templates is searched by: {@code search=ticket_type,=;begin_at,>=}, the
 * values in parameters of the same names.
 *
 * <p>A fixed grammar: only the fields, operators and kinds of values named here come out of it, as
 * {@link Term}s, and nothing of the text goes on to the store but values. A field stands once.
 */
public final class CardSearch {

  /** The parameter that names fields and operators. */
  public static final String PARAMETER = "search";

  private static final int MAX_TEXT = 128;

  /** How a field is compared with the value. */
  public enum Operator {
    EQUAL("="),
    UNEQUAL("!="),
    GREATER(">"),
    AT_LEAST(">="),
    LESS("<"),
    AT_MOST("<="),
    /** Contains, whatever the case; of texts alone. */
    LIKE("like");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** Whether it holds between two values that are ordered so. */
    boolean holds(int order) {
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

  /** One condition; all of them must hold. */
  public sealed interface Term {}

  /** One of these types. */
  public record OfType(Set<CardType> types) implements Term {}

  /** One of these statuses. */
  public record OfStatus(Set<CardStatus> statuses) implements Term {}

  /** One of these states of synchronisation. */
  public record OfSync(Set<SyncState> states) implements Term {}

  /** A moment on a day, or before or after it. */
  public record OnDay(String field, Operator operator, LocalDate day) implements Term {}

  /** A text. */
  public record WithText(String field, Operator operator, String text) implements Term {}

  private enum Kind {
    TYPE,
    STATUS,
    SYNC,
    DAY,
    TEXT
  }

  /** What can be searched by, in the contract's order. */
  private enum Field {
    TICKET_TYPE("ticket_type", Kind.TYPE, "type"),
    BEGIN_AT("begin_at", Kind.DAY, "beginAt"),
    END_AT("end_at", Kind.DAY, "endAt"),
    CREATED_AT("created_at", Kind.DAY, "createdAt"),
    STATUS("status", Kind.STATUS, "status"),
    SYNC("sync", Kind.SYNC, "sync"),
    TITLE("title", Kind.TEXT, "title"),
    BRAND_NAME("brand_name", Kind.TEXT, "brandName"),
    APP_ID("app_id", Kind.TEXT, "appId");

    private final String wireName;
    private final Kind kind;
    private final String stored;

    Field(String wireName, Kind kind, String stored) {
      this.wireName = wireName;
      this.kind = kind;
      this.stored = stored;
    }
  }

  private final Function<String, @Nullable String> parameters;
  private final List<Violation> violations;
  private final Map<Field, Term> terms = new EnumMap<>(Field.class);

  private CardSearch(Function<String, @Nullable String> parameters, List<Violation> violations) {
    this.parameters = parameters;
    this.violations = violations;
  }

  /**
   * Reads the conditions out of a query.
   *
   * @param parameters the query's values by name, null for none
   * @param violations takes what is wrong
   */
  public static List<Term> read(
      Function<String, @Nullable String> parameters, List<Violation> violations) {
    var search = new CardSearch(parameters, violations);
    String conditions = parameters.apply(PARAMETER);
    if (conditions != null) {
      Stream.of(conditions.split(";", -1))
          .filter(condition -> !condition.isBlank())
          .forEach(search::readCondition);
    }
    return new ArrayList<>(search.terms.values());
  }

  private void readCondition(String condition) {
    String[] parts = condition.split(",", -1);
    if (parts.length != 2) {
      wrong("violation.searchTerm", condition);
      return;
    }
    Optional<Field> field =
        Stream.of(Field.values()).filter(known -> known.wireName.equals(parts[0])).findFirst();
    if (field.isEmpty()) {
      wrong(
          "violation.searchField",
          parts[0],
          names(EnumSet.allOf(Field.class), known -> known.wireName));
      return;
    }
    Set<Operator> operators = operatorsOf(field.get().kind);
    Optional<Operator> operator =
        operators.stream().filter(known -> known.sign.equals(parts[1])).findFirst();
    if (operator.isEmpty()) {
      wrong("violation.searchOperator", parts[0], parts[1], names(operators, known -> known.sign));
      return;
    }
    readValue(field.get(), operator.get());
  }

  private void readValue(Field field, Operator operator) {
    if (terms.containsKey(field)) {
      wrong("violation.searchTwice", field.wireName);
      return;
    }
    String value = parameters.apply(field.wireName);
    if (value == null || value.isBlank()) {
      violations.add(Violation.parameter(field.wireName, "violation.required"));
      return;
    }
    termOf(field, operator, value).ifPresent(term -> terms.put(field, term));
  }

  private Optional<? extends Term> termOf(Field field, Operator operator, String value) {
    return switch (field.kind) {
      case TYPE ->
          among(CardType.values(), CardType::wireName, field, operator, value).map(OfType::new);
      case STATUS ->
          among(CardStatus.values(), one -> String.valueOf(one.number()), field, operator, value)
              .map(OfStatus::new);
      case SYNC ->
          among(SyncState.values(), one -> String.valueOf(one.number()), field, operator, value)
              .map(OfSync::new);
      case DAY -> day(field, operator, value);
      case TEXT -> text(field, operator, value);
    };
  }

  /** The constants whose names compare so with a value, which must be one of the names. */
  private <E> Optional<Set<E>> among(
      E[] constants, Function<E, String> name, Field field, Operator operator, String value) {
    List<String> names = Stream.of(constants).map(name).toList();
    if (!names.contains(value)) {
      violations.add(
          Violation.parameter(field.wireName, "violation.oneOf", String.join(", ", names)));
      return Optional.empty();
    }
    return Optional.of(
        Stream.of(constants)
            .filter(one -> operator.holds(name.apply(one).compareTo(value)))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private Optional<Term> day(Field field, Operator operator, String value) {
    // A day that was written as one is the same in every zone.
    Optional<Term> term =
        DateInput.parse(value)
            .map(day -> new OnDay(field.stored, operator, day.in(ZoneOffset.UTC)));
    if (term.isEmpty()) {
      violations.add(Violation.parameter(field.wireName, "violation.day"));
    }
    return term;
  }

  private Optional<Term> text(Field field, Operator operator, String value) {
    if (value.length() > MAX_TEXT) {
      violations.add(Violation.parameter(field.wireName, "violation.length", 1, MAX_TEXT));
      return Optional.empty();
    }
    if (value.indexOf('\0') >= 0) {
      // No text that is stored has it, and no pattern may.
      violations.add(Violation.parameter(field.wireName, "violation.format"));
      return Optional.empty();
    }
    return Optional.of(new WithText(field.stored, operator, value));
  }

  private static Set<Operator> operatorsOf(Kind kind) {
    return kind == Kind.TEXT
        ? EnumSet.allOf(Operator.class)
        : EnumSet.complementOf(EnumSet.of(Operator.LIKE));
  }

  private void wrong(String message, Object... args) {
    violations.add(Violation.parameter(PARAMETER, message, args));
  }

  private static <E> String names(Collection<E> constants, Function<E, String> name) {
    return constants.stream().map(name).collect(Collectors.joining(", "));
  }
}
