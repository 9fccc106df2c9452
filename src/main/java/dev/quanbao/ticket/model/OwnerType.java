package dev.quanbao.ticket.model;

/** Who holds a ticket or a copy (拥有者类型, seed 002). */
public enum OwnerType {
  /** 用户 */
  USER(1),
  /** OP: a member of the company's staff, who passes it on to users. */
  OP(2),
  /**
   * A person for whom a copy is set aside (2.22, 2.23); holds no tickets and has no number on the
   * wire.
   */
  RECEIVER(3);

  private final int number;

  OwnerType(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The type with a number that has been checked to be 1 or 2. */
  public static OwnerType of(int number) {
    return number == OP.number ? OP : USER;
  }
}
