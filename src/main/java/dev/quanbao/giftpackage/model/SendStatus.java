package dev.quanbao.giftpackage.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a package stands between design and deletion (发送状态); numbers as in seed 001. */
public enum SendStatus {
  /** 待审核 */
  PENDING_REVIEW(1),
  /** 审核中 */
  IN_REVIEW(2),
  /** 审核未通过 */
  REJECTED(3),
  /** 待发布 */
  READY(4),
  /** 已发布 */
  PUBLISHED(5),
  /** 关闭 */
  CLOSED(6),
  /** 删除 */
  DELETED(7);

  private final int number;

  SendStatus(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public static Optional<SendStatus> of(int number) {
    return Arrays.stream(values()).filter(status -> status.number == number).findFirst();
  }

  /** The statuses with the given numbers; unknown ones are left out. */
  public static List<SendStatus> of(List<Integer> numbers) {
    return numbers.stream().map(SendStatus::of).flatMap(Optional::stream).distinct().toList();
  }
}
