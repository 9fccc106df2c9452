package dev.quanbao.demo.wechat;

/** WeChat's refusal of a request: its code and its words. */
final class WeChatError extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int code;
  private final String words;

  WeChatError(int code, String words) {
    super(words, null, false, false);
    this.code = code;
    this.words = words;
  }

  int code() {
    return code;
  }

  String words() {
    return words;
  }
}
