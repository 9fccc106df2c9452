package dev.quanbao.card.model;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of card templates.
 *
 * <p>{@link #wireName()} is what the card surface calls it, {@link #wechatName()} what WeChat does.
 */
public enum CardType {
  /** 折扣券. */
  DISCOUNT("discount_card", "DISCOUNT"),
  /** 现金券, which WeChat calls 代金券. */
  COUPON("coupon_card", "CASH"),
  /** 团购券. */
  GROUPON("groupon_card", "GROUPON"),
  /** 礼品券. */
  GIFT("gift_card", "GIFT");

  private final String wireName;
  private final String wechatName;

  CardType(String wireName, String wechatName) {
    this.wireName = wireName;
    this.wechatName = wechatName;
  }

  /** As in {@code coupon_card}. */
  public String wireName() {
    return wireName;
  }

  /** As in {@code CASH}; in lower case it names the node that holds the card's info. */
  public String wechatName() {
    return wechatName;
  }

  /** The kind with a name of the card surface. */
  public static Optional<CardType> of(String wireName) {
    return Stream.of(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }
}
