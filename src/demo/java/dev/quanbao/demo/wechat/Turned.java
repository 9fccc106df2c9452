package dev.quanbao.demo.wechat;

/** WeChat's refusal of a request: its code and its words. */
final class Turned extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int code;

  Turned(int code, String words) {
    super(words, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
