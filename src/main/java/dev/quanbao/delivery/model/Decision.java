package dev.quanbao.delivery.model;

import dev.quanbao.platform.error.ErrorCode;

/** Whether a delivery is accepted. */
public sealed interface Decision {

  String deliveryId();

  /**
   * It is accepted.
   *
   * @param code 礼包唯一编码 of the copy that is set aside for it
   */
  record Accepted(String deliveryId, String code) implements Decision {}

  /** It is rejected, and no copy is set aside for it. */
  record Rejected(String deliveryId, ErrorCode reason) implements Decision {}
}
