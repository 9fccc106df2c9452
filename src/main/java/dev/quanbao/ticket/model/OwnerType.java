package dev.quanbao.ticket.model;

/** Who holds a ticket (拥有者类型, seed 002). */
public enum OwnerType {
  /** 用户 */
  USER(1),
  /** OP: a member of the company's staff, who passes it on to users. */
  OP(2);

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
