package dev.quanbao.card.store;

import dev.quanbao.card.model.CardTemplate;

/** The names under which the fields of a {@link CardTemplate} are stored. */
final class CardTemplateFields {

  static final String ID = "_id";
  static final String NUMBER = "number";
  static final String COMPANY_ID = "companyId";
  static final String TYPE = "type";
  static final String INFO = "info";
  static final String TITLE = "title";
  static final String BRAND_NAME = "brandName";
  static final String COLOR = "color";
  static final String APP_ID = "appId";
  static final String BEGIN_AT = "beginAt";
  static final String END_AT = "endAt";
  static final String DELETED_AT = "deletedAt";
  static final String SYNC = "sync";
  static final String SYNC_ERROR = "syncError";
  static final String REVISION = "revision";
  static final String SYNCED_REVISION = "syncedRevision";
  static final String WECHAT_CARD_ID = "wechatCardId";
  static final String OPERATION = "operation";
  static final String CREATED_AT = "createdAt";
  static final String UPDATED_AT = "updatedAt";

  private CardTemplateFields() {}
}
