package dev.quanbao.card.wechat;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a request to WeChat. */
sealed interface Reply {

  /** WeChat answered, with {@code errcode} 0 or another. */
  record Answered(JsonNode body) implements Reply {

    int code() {
      return body.path("errcode").asInt(0);
    }

    boolean isDone() {
      return code() == 0;
    }

    /** WeChat's own words. */
    String words() {
      String words = body.path("errmsg").asText("");
      return words.isBlank() ? "errcode " + code() : words;
    }
  }

  /** The request never left. */
  record NotReached(String why) implements Reply {}

  /** The request left, and nothing came back that says what became of it. */
  record Lost(String why) implements Reply {}
}
