package dev.quanbao.ticket.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a ticket takes off a price, as a whole number, so that nothing is rounded.
 *
 * @param type amount off or fold
 * @param value for {@link DiscountType#AMOUNT_OFF} cents (分), at least 1; for {@link
 *     DiscountType#FOLD} thousandths of a fold (折), 1 to 9,999: 8.5 折 is 8,500 and means that the
 *     customer pays 85 %
 */
public record Discount(DiscountType type, long value) {

  private static final int FOLD_DECIMALS = 3;
  private static final long WHOLE_PRICE = 10_000;
  private static final BigDecimal TEN = BigDecimal.TEN;

  /** Says why an amount can't be a discount of a type; empty when it can. */
  public static Optional<String> violationOf(DiscountType type, BigDecimal amount) {
    if (amount.signum() <= 0) {
      return Optional.of("violation.amount.positive");
    }
    return switch (type) {
      case AMOUNT_OFF ->
          isWhole(amount) && amount.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
              ? Optional.empty()
              : Optional.of("violation.amount.cents");
      case FOLD ->
          amount.compareTo(TEN) < 0 && amount.stripTrailingZeros().scale() <= FOLD_DECIMALS
              ? Optional.empty()
              : Optional.of("violation.amount.fold");
    };
  }

  /** The discount of an amount in the seeds' manner that {@link #violationOf} has found right. */
  public static Discount of(DiscountType type, BigDecimal amount) {
    return switch (type) {
      case AMOUNT_OFF -> new Discount(type, amount.longValueExact());
      case FOLD -> new Discount(type, amount.movePointRight(FOLD_DECIMALS).longValueExact());
    };
  }

  /** The amount in the seeds' manner: cents, or the fold with its decimals. */
  public BigDecimal amount() {
    return switch (type) {
      case AMOUNT_OFF -> BigDecimal.valueOf(value);
      case FOLD -> plain(BigDecimal.valueOf(value, FOLD_DECIMALS));
    };
  }

  /** What a fold takes off in hundredths of a percent: 8.5 折 is 1,500. */
  public long basisPointsOff() {
    if (type != DiscountType.FOLD) {
      throw new IllegalStateException("an amount off is no share of a price");
    }
    return WHOLE_PRICE - value;
  }

  private static boolean isWhole(BigDecimal amount) {
    return amount.stripTrailingZeros().scale() <= 0;
  }

  private static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
