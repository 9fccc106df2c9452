package dev.quanbao.card.api.card;

import dev.quanbao.card.model.CardSearch;
import dev.quanbao.card.model.CardSearch.DayField;
import dev.quanbao.card.model.CardSearch.OfStatus;
import dev.quanbao.card.model.CardSearch.OfSync;
import dev.quanbao.card.model.CardSearch.OfType;
import dev.quanbao.card.model.CardSearch.OnDay;
import dev.quanbao.card.model.CardSearch.Operator;
import dev.quanbao.card.model.CardSearch.Term;
import dev.quanbao.card.model.CardSearch.TextField;
import dev.quanbao.card.model.CardSearch.WithText;
import dev.quanbao.card.model.CardStatus;
import dev.quanbao.card.model.CardType;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.json.DateInput;
import java.time.ZoneOffset;
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
 * <p>The grammar is fixed: a {@link CardSearch} holds only the fields, operators and kinds of
 * values named here, and nothing of the text but values. A field stands once.
 */
final class CardSearchReader {

  /** The parameter that names fields and operators. */
  static final String PARAMETER = "search";

  private static final int MAX_TEXT = 128;

  /** What can be searched by, in the contract's order. */
  private enum Field {
    TICKET_TYPE("ticket_type"),
    BEGIN_AT("begin_at"),
    END_AT("end_at"),
    CREATED_AT("created_at"),
    STATUS("status"),
    SYNC("sync"),
    TITLE("title"),
    BRAND_NAME("brand_name"),
    APP_ID("app_id");

    private final String wireName;

    Field(String wireName) {
      this.wireName = wireName;
    }

    private Set<Operator> operators() {
      return switch (this) {
        case TITLE, BRAND_NAME, APP_ID -> EnumSet.allOf(Operator.class);
        case TICKET_TYPE, BEGIN_AT, END_AT, CREATED_AT, STATUS, SYNC ->
            EnumSet.complementOf(EnumSet.of(Operator.LIKE));
      };
    }
  }

  private final Function<String, @Nullable String> parameters;
  private final List<Violation> violations;
  private final Map<Field, Term> terms = new EnumMap<>(Field.class);

  private CardSearchReader(
      Function<String, @Nullable String> parameters, List<Violation> violations) {
    this.parameters = parameters;
    this.violations = violations;
  }

  /**
   * Reads the conditions out of a query.
   *
   * @param parameters the query's values by name, null for none
   * @param violations takes what is wrong
   */
  static CardSearch read(
      Function<String, @Nullable String> parameters, List<Violation> violations) {
    var reader = new CardSearchReader(parameters, violations);
    String conditions = parameters.apply(PARAMETER);
    if (conditions != null) {
      Stream.of(conditions.split(";", -1))
          .filter(condition -> !condition.isBlank())
          .forEach(reader::readCondition);
    }
    return new CardSearch(List.copyOf(reader.terms.values()));
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
    Set<Operator> operators = field.get().operators();
    Optional<Operator> operator =
        operators.stream().filter(known -> sign(known).equals(parts[1])).findFirst();
    if (operator.isEmpty()) {
      wrong(
          "violation.searchOperator", parts[0], parts[1], names(operators, CardSearchReader::sign));
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
    return switch (field) {
      case TICKET_TYPE ->
          among(CardType.values(), CardType::wireName, field, operator, value).map(OfType::new);
      case STATUS ->
          among(CardStatus.values(), one -> String.valueOf(one.number()), field, operator, value)
              .map(OfStatus::new);
      case SYNC ->
          among(SyncState.values(), one -> String.valueOf(one.number()), field, operator, value)
              .map(OfSync::new);
      case BEGIN_AT -> day(DayField.BEGIN_AT, field, operator, value);
      case END_AT -> day(DayField.END_AT, field, operator, value);
      case CREATED_AT -> day(DayField.CREATED_AT, field, operator, value);
      case TITLE -> text(TextField.TITLE, field, operator, value);
      case BRAND_NAME -> text(TextField.BRAND_NAME, field, operator, value);
      case APP_ID -> text(TextField.APP_ID, field, operator, value);
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

  private Optional<Term> day(DayField which, Field field, Operator operator, String value) {
    // A day that was written as one is the same in every zone.
    Optional<Term> term =
        DateInput.parse(value).map(day -> new OnDay(which, operator, day.in(ZoneOffset.UTC)));
    if (term.isEmpty()) {
      violations.add(Violation.parameter(field.wireName, "violation.day"));
    }
    return term;
  }

  private Optional<Term> text(TextField which, Field field, Operator operator, String value) {
    if (value.length() > MAX_TEXT) {
      violations.add(Violation.parameter(field.wireName, "violation.length", 1, MAX_TEXT));
      return Optional.empty();
    }
    if (value.indexOf('\0') >= 0) {
      // No stored text contains it, and no pattern may.
      violations.add(Violation.parameter(field.wireName, "violation.format"));
      return Optional.empty();
    }
    return Optional.of(new WithText(which, operator, value));
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case EQUAL -> "=";
      case UNEQUAL -> "!=";
      case GREATER -> ">";
      case AT_LEAST -> ">=";
      case LESS -> "<";
      case AT_MOST -> "<=";
      case LIKE -> "like";
    };
  }

  private void wrong(String message, Object... args) {
    violations.add(Violation.parameter(PARAMETER, message, args));
  }

  private static <E> String names(Collection<E> constants, Function<E, String> name) {
    return constants.stream().map(name).collect(Collectors.joining(", "));
  }
}
