package dev.quanbao.giftpackage.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.giftpackage.Designs;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodePlan.Source;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.TicketTemplate;
import dev.quanbao.platform.error.Violation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DesignRulesTest {

  private final List<Violation> violations = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "2026-01-02, 2026-01-01, violation.endBeforeStart",
    "2026-01-01, 2026-01-01,",
    "2026-01-01, 2026-01-02,",
    ", 2026-01-01,",
    "2026-01-01, ,"
  })
  void aWindowEndsOnOrAfterTheDayItStarts(
      @Nullable LocalDate start, @Nullable LocalDate end, @Nullable String message) {
    DesignRules.window("end", start, end, violations::add);

    assertThat(violations).isEqualTo(violationsOf("end", message));
  }

  @Test
  void aTicketThatWouldNeverEndIsAFault() {
    DesignRules.ends("end", null, null, violations::add);

    assertThat(violations).isEqualTo(violationsOf("end", "violation.useEndOrDelay"));
  }

  @ParameterizedTest
  @CsvSource({"2026-01-01,", ", 0", "2026-01-01, 3"})
  void aTicketEndsByADateOrByDays(@Nullable LocalDate end, @Nullable Integer days) {
    DesignRules.ends("end", end, days, violations::add);

    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, violation.amount.positive",
    "1, 1.5, violation.amount.cents",
    "1, 1,",
    "2, 10, violation.amount.fold",
    "2, 8.5,",
    "9, -1,",
    ", -1,",
    "1, ,"
  })
  void anAmountFitsItsTypeIfBothAreThere(
      @Nullable Integer type, @Nullable BigDecimal amount, @Nullable String message) {
    DesignRules.amount("amount", type, amount, violations::add);

    assertThat(violations).isEqualTo(violationsOf("amount", message));
  }

  @Test
  void oneClaimIssuesAtMostAThousandTickets() {
    DesignRules.ticketsPerClaim(1_000, violations::add);
    DesignRules.ticketsPerClaim(1_001, violations::add);

    assertThat(violations)
        .containsExactly(Violation.invalid("tickets", "violation.ticketsPerClaim", 1_000, 1_001L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ABCD",
        "a-b-",
        "----",
        "123456789",
        "1234567890a",
        "abcdefghijklmnopqrstuvwxyz012345"
      })
  void anAliasHasLettersDigitsAndHyphens(String alias) {
    DesignRules.alias("alias", alias, violations::add);

    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ABC",
        "abcdefghijklmnopqrstuvwxyz0123456",
        "AB CD",
        "AB_CD",
        "券券券券",
        "1234567890",
        "123456789012",
        "ABCD\n"
      })
  void anAliasOfAnotherFormIsAFault(String alias) {
    DesignRules.alias("alias", alias, violations::add);

    assertThat(violations).isEqualTo(violationsOf("alias", "violation.aliasForm"));
  }

  @Test
  void aListOfAliasesNamesEveryPlaceAtFault() {
    DesignRules.aliases("aliases", List.of("good", "no", "GOOD", "fine"), violations::add);

    assertThat(violations)
        .containsExactly(
            Violation.invalid("aliases[1]", "violation.aliasForm"),
            Violation.invalid("aliases[2]", "violation.repeated", "GOOD"));
  }

  @Test
  void codesThatCannotFitAreAFaultWithTheArithmetic() {
    // Six of eight places are the prefix and one is the check character: 31 codes.
    DesignRules.codes(unique(Source.GENERATED, "ABCDEF", 8), 32, 0, violations::add);

    assertThat(violations)
        .containsExactly(Violation.invalid("codes.length", "violation.codesRunOut", 31L, 0, 32));
  }

  @ParameterizedTest
  @CsvSource({"ABCDEF, 8, 31", "ABCDE, 8, 961", "12345678, 10, 23", "'', 8, 1000"})
  void codesThatJustFitAreNoFault(String prefix, int length, int limit) {
    DesignRules.codes(unique(Source.GENERATED, prefix, length), limit, 0, violations::add);

    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ABCDEFG, 8", "ABCDEFGH, 8", "ABCDEFGHIJ, 8"})
  void aPrefixThatLeavesNoRoomFitsNoCodeAtAll(String prefix, int length) {
    DesignRules.codes(unique(Source.GENERATED, prefix, length), 1, 0, violations::add);

    assertThat(violations)
        .containsExactly(Violation.invalid("codes.length", "violation.codesRunOut", 0L, 0, 1));
  }

  @Test
  void moreGivenCodesThanTheTotalLimitAreAFault() {
    DesignRules.codes(unique(Source.GIVEN, "", 12), 2, 3, violations::add);

    assertThat(violations)
        .containsExactly(Violation.invalid("codes.given", "violation.moreThanLimit", 3, 2));
  }

  @Test
  void fewerGivenCodesThanTheTotalLimitMayBeImportedLater() {
    DesignRules.codes(unique(Source.GIVEN, "", 12), 3, 2, violations::add);

    assertThat(violations).isEmpty();
  }

  @Test
  void aSharedCodeFitsAnyTotalLimit() {
    DesignRules.codes(Designs.SHARED, 100_000_000, 0, violations::add);

    assertThat(violations).isEmpty();
  }

  @Test
  void aSharedCodeThatIsToBeMadeNeedsRoomForItself() {
    DesignRules.codes(
        new CodePlan(CodeType.SHARED, Source.GENERATED, "ABCDEFG", 8, null),
        10,
        0,
        violations::add);

    assertThat(violations)
        .containsExactly(Violation.invalid("codes.length", "violation.codesRunOut", 0L, 0, 1));
  }

  @Test
  void aWholeDesignHasItsFaultsNamedInTheOrderOfItsFields() {
    TicketTemplate backwards = Designs.ticket("b", Designs.USE_END, Designs.END);
    Design design =
        Designs.with(
            unique(Source.GENERATED, "ABCDEFG", 8),
            List.of(Designs.ticket("a", Designs.USE_END), backwards));

    List<Violation> found = DesignRules.violationsOf(design, 0);

    assertThat(found)
        .extracting(Violation::path)
        .containsExactly("tickets[1].rule.end", "codes.length");
  }

  private static CodePlan unique(Source source, String prefix, int length) {
    return new CodePlan(CodeType.UNIQUE, source, prefix, length, null);
  }

  private static List<Violation> violationsOf(String path, @Nullable String message) {
    return message == null ? List.of() : List.of(Violation.invalid(path, message));
  }
}
