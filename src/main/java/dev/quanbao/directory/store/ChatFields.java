package dev.quanbao.directory.store;

/** Stored field names of {@link dev.quanbao.directory.model.Chat}. */
final class ChatFields {

  static final String COMPANY_ID = "companyId";
  static final String USER_ID = "userId";
  static final String OP_ID = "opId";
  static final String REVISION = "revision";

  private ChatFields() {}
}
