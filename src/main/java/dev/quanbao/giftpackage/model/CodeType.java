package dev.quanbao.giftpackage.model;

/** Whether the copies of a package have alias codes of their own (礼包编号类型, seed 001). */
public enum CodeType {
  /** 唯一编码: every child has its own alias code and is claimed once. */
  UNIQUE(1),
  /** 相同编码: one alias code for everybody; children come into being as they are claimed. */
  SHARED(2);

  private final int number;

  CodeType(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The type with a number that has been checked to be 1 or 2. */
  public static CodeType of(int number) {
    return number == SHARED.number ? SHARED : UNIQUE;
  }
}
