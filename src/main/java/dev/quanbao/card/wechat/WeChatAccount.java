package dev.quanbao.card.wechat;

/**
 * An account at WeChat, and the company that may use it.
 *
 * @param secret never shown, {@link #toString} included
 */
record WeChatAccount(String companyId, String appId, String secret) {

  @Override
  public String toString() {
    return companyId + "/" + appId;
  }
}
