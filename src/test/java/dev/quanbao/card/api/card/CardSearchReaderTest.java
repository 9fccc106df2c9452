package dev.quanbao.card.api.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.card.model.CardSearch.DayField;
import dev.quanbao.card.model.CardSearch.OfStatus;
import dev.quanbao.card.model.CardSearch.OfSync;
import dev.quanbao.card.model.CardSearch.OfType;
import dev.quanbao.card.model.CardSearch.OnDay;
import dev.quanbao.card.model.CardSearch.Operator;
import dev.quanbao.card.model.CardSearch.Term;
import dev.quanbao.card.model.CardSearch.TextField;
import dev.quanbao.card.model.CardSearch.WithText;
import dev.quanbao.card.model.CardType;
import dev.quanbao.platform.error.Violation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of the list's search. */
class CardSearchReaderTest {

  private final List<Violation> violations = new ArrayList<>();

  @Test
  void theSeedsOwnSearchIsThreeConditions() {
    List<Term> terms =
        read(
            "ticket_type,=;begin_at,>=;end_at,<;",
            Map.of("ticket_type", "coupon_card", "begin_at", "2018-01-01", "end_at", "2019-01-01"));

    assertThat(violations).isEmpty();
    assertThat(terms)
        .containsExactly(
            new OfType(Set.of(CardType.COUPON)),
            new OnDay(DayField.BEGIN_AT, Operator.AT_LEAST, LocalDate.of(2018, 1, 1)),
            new OnDay(DayField.END_AT, Operator.LESS, LocalDate.of(2019, 1, 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", ";;"})
  void aSearchOfNothingIsNone(String search) {
    List<Term> terms = read(search, Map.of());

    assertThat(terms).isEmpty();
    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "= | 1 | EXPIRED",
        "!= | 1 | NORMAL,DELETED",
        "> | 0 | EXPIRED,DELETED",
        ">= | 1 | EXPIRED,DELETED",
        "< | 1 | NORMAL",
        "<= | 1 | NORMAL,EXPIRED"
      })
  void numbersAreComparedAsNumbers(String operator, String value, String expected) {
    List<Term> terms = read("status," + operator, Map.of("status", value));

    assertThat(terms)
        .singleElement()
        .isInstanceOfSatisfying(
            OfStatus.class,
            of ->
                assertThat(of.statuses())
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder(expected.split(",", -1)));
  }

  @Test
  void whatIsSearchedForMayBeNothing() {
    List<Term> terms = read("sync,>", Map.of("sync", "3"));

    assertThat(terms).containsExactly(new OfSync(Set.of()));
  }

  @Test
  void textsMayBeAlike() {
    List<Term> terms = read("title,like", Map.of("title", "a.*b;,"));

    assertThat(terms).containsExactly(new WithText(TextField.TITLE, Operator.LIKE, "a.*b;,"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "price,= | search | violation.searchField",
        "companyId,= | search | violation.searchField",
        "$where,= | search | violation.searchField",
        "title,~ | search | violation.searchOperator",
        "title,$ne | search | violation.searchOperator",
        "begin_at,like | search | violation.searchOperator",
        "title | search | violation.searchTerm",
        "title,=,x | search | violation.searchTerm",
        "title,=;title,!= | search | violation.searchTwice",
        "app_id,= | app_id | violation.required",
        "begin_at,= | begin_at | violation.day",
        "status,= | status | violation.oneOf",
        "sync,= | sync | violation.oneOf",
        "ticket_type,= | ticket_type | violation.oneOf"
      })
  void whatIsNotInTheGrammarIsAFault(String search, String at, String message) {
    Map<String, String> values =
        Map.of(
            "title",
            "x",
            "begin_at",
            "2018-1-1",
            "status",
            "3",
            "sync",
            "-1",
            "ticket_type",
            "x",
            "price",
            "1");

    read(search, values);

    assertThat(violations).extracting(Violation::path).containsExactly(at);
    assertThat(violations).extracting(Violation::message).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource({"a\0b, violation.format", "x129, violation.length"})
  void whatNoTextIsIsAFault(String value, String message) {
    String sent = value.equals("x129") ? "x".repeat(129) : value;

    read("title,like", Map.of("title", sent));

    assertThat(violations).extracting(Violation::path).containsExactly("title");
    assertThat(violations).extracting(Violation::message).containsExactly(message);
  }

  @Test
  void everyFaultIsTold() {
    read("price,=;title,~;begin_at,>=;status,=", Map.of("status", "x"));

    assertThat(violations)
        .extracting(Violation::path)
        .containsExactly("search", "search", "begin_at", "status");
  }

  private List<Term> read(String search, Map<String, String> values) {
    return CardSearchReader.read(
            name -> name.equals(CardSearchReader.PARAMETER) ? search : values.get(name), violations)
        .terms();
  }
}
