package dev.quanbao.giftpackage.model;

import org.jspecify.annotations.Nullable;

/**
 * The state of a package in its life cycle, and who moved it there last.
 *
 * @param sendStatus 发送状态
 * @param useStatus 使用状态 as stored; time may have overtaken it, see {@link GiftPackage#useStatus}
 * @param operatorId who acted last; null for a new package
 * @param examinerId who reviews or reviewed; null before a review
 * @param suggestion what the examiner said; null for nothing
 */
public record ReviewState(
    SendStatus sendStatus,
    UseStatus useStatus,
    @Nullable String operatorId,
    @Nullable String examinerId,
    @Nullable String suggestion) {

  /** The state of a new package. */
  public static final ReviewState NEW =
      new ReviewState(SendStatus.PENDING_REVIEW, UseStatus.NORMAL, null, null, null);
}
