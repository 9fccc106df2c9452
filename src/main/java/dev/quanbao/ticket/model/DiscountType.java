package dev.quanbao.ticket.model;

/** How a ticket lowers a price (优惠券类型); the number is the seeds' {@code TicketType}. */
public enum DiscountType {
  /** 优惠金额: an amount off. */
  AMOUNT_OFF(1),
  /** 折扣: a share of the price is paid. */
  FOLD(2);

  private final int number;

  DiscountType(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The type with a number that has been checked to be 1 or 2. */
  public static DiscountType of(int number) {
    return number == FOLD.number ? FOLD : AMOUNT_OFF;
  }
}
