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
    assertThat(Discount.faultOf(type, amount)).isEmpty();
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
    "AMOUNT_OFF, 0, fault.amount.positive",
    "AMOUNT_OFF, -1, fault.amount.positive",
    "AMOUNT_OFF, 0.5, fault.amount.cents",
    "AMOUNT_OFF, 499.99, fault.amount.cents",
    "AMOUNT_OFF, 2147483648, fault.amount.cents",
    "AMOUNT_OFF, 1E30, fault.amount.cents",
    "FOLD, 0, fault.amount.positive",
    "FOLD, 0.000, fault.amount.positive",
    "FOLD, -8.5, fault.amount.positive",
    "FOLD, 10, fault.amount.fold",
    "FOLD, 85, fault.amount.fold",
    "FOLD, 8.5555, fault.amount.fold",
    "FOLD, 9.9999, fault.amount.fold"
  })
  void anAmountThatCannotBeOfItsTypeIsAFault(DiscountType type, BigDecimal amount, String message) {
    Optional<String> fault = Discount.faultOf(type, amount);

    assertThat(fault).contains(message);
  }

  @ParameterizedTest
  @CsvSource({"8.5, 1500", "9.999, 1", "0.001, 9999", "5, 5000"})
  void aFoldLeavesSoManyBasisPointsToTheCustomer(BigDecimal fold, long expected) {
    long basisPoints = Discount.of(DiscountType.FOLD, fold).basisPointsOff();

    assertThat(basisPoints).isEqualTo(expected);
  }
}
