package dev.quanbao.ticket.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscountTest {

  @ParameterizedTest
  @CsvSource({
    "AMOUNT_OFF, 1, 1",
    "AMOUNT_OFF, 500, 500",
    "AMOUNT_OFF, 500.00, 500",
    "AMOUNT_OFF, 5E2, 500",
    "AMOUNT_OFF, 2147483647, 2147483647",
    "FOLD, 8.5, 8500",
    "FOLD, 8.5000, 8500",
    "FOLD, 0.001, 1",
    "FOLD, 9.999, 9999",
    "FOLD, 5, 5000"
  })
  void anAmountInTheSeedsMannerIsHeldInWholeNumbers(
      DiscountType type, BigDecimal amount, long value) {
    Discount discount = Discount.of(type, amount);

    assertThat(discount).isEqualTo(new Discount(type, value));
    assertThat(Discount.violationOf(type, amount)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AMOUNT_OFF, 500, 500",
    "AMOUNT_OFF, 1000000, 1000000",
    "FOLD, 8500, 8.5",
    "FOLD, 5000, 5",
    "FOLD, 8888, 8.888",
    "FOLD, 10, 0.01"
  })
  void anAmountPrintsWithoutNeedlessDigits(DiscountType type, long value, String printed) {
    BigDecimal amount = new Discount(type, value).amount();

    assertThat(amount.toString()).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({
    "AMOUNT_OFF, 0, violation.amount.positive",
    "AMOUNT_OFF, -1, violation.amount.positive",
    "AMOUNT_OFF, 0.5, violation.amount.cents",
    "AMOUNT_OFF, 499.99, violation.amount.cents",
    "AMOUNT_OFF, 2147483648, violation.amount.cents",
    "AMOUNT_OFF, 1E30, violation.amount.cents",
    "FOLD, 0, violation.amount.positive",
    "FOLD, 0.000, violation.amount.positive",
    "FOLD, -8.5, violation.amount.positive",
    "FOLD, 10, violation.amount.fold",
    "FOLD, 85, violation.amount.fold",
    "FOLD, 8.5555, violation.amount.fold",
    "FOLD, 9.9999, violation.amount.fold"
  })
  void anAmountThatCannotBeOfItsTypeIsAFault(DiscountType type, BigDecimal amount, String message) {
    Optional<String> violation = Discount.violationOf(type, amount);

    assertThat(violation).contains(message);
  }

  @ParameterizedTest
  @CsvSource({"8.5, 1500", "9.999, 1", "0.001, 9999", "5, 5000"})
  void aFoldLeavesSoManyBasisPointsToTheCustomer(BigDecimal fold, long expected) {
    long basisPoints = Discount.of(DiscountType.FOLD, fold).basisPointsOff();

    assertThat(basisPoints).isEqualTo(expected);
  }
}
