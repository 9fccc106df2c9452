package dev.quanbao.giftpackage.model;

/** Whether tickets of a package can still be used (礼包使用状态); numbers as in seed 001. */
public enum UseStatus {
  /** 正常 */
  NORMAL(1),
  /** 已过期 */
  EXPIRED(2);

  private final int number;

  UseStatus(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The status with a number that has been checked to be 1 or 2. */
  public static UseStatus of(int number) {
    return number == EXPIRED.number ? EXPIRED : NORMAL;
  }
}
