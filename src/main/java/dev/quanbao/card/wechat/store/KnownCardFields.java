package dev.quanbao.card.wechat.store;

import dev.quanbao.card.wechat.model.KnownCard;

/** The names under which the fields of a {@link KnownCard} are stored. */
final class KnownCardFields {

  static final String ID = "_id";
  static final String APP_ID = "appId";
  static final String FINGERPRINT = "fingerprint";
  static final String TEMPLATE = "template";
  static final String SEEN_AT = "seenAt";

  private KnownCardFields() {}
}
