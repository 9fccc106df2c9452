package dev.quanbao.ticket.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * The status of a ticket at a moment (用户优惠券使用状态, seed 002).
 *
 * <p>{@link #NOT_YET_VALID}, {@link #USABLE} and, until a sweep writes it down, {@link #EXPIRED}
 * follow from the clock: the store holds {@link #USABLE} for all three.
 */
public enum TicketStatus {
  /** 尚未生效 */
  NOT_YET_VALID(1),
  /** 可以使用 */
  USABLE(2),
  /** 冻结 */
  FROZEN(3),
  /** 已经使用 */
  USED(4),
  /** 已经过期 */
  EXPIRED(5),
  /** 关闭 */
  CLOSED(6);

  private final int number;

  TicketStatus(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public static Optional<TicketStatus> of(int number) {
    return Arrays.stream(values()).filter(status -> status.number == number).findFirst();
  }
}
