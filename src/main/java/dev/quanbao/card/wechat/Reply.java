package dev.quanbao.card.wechat;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of a request to WeChat. */
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

  /** The request was never sent. */
  record NotReached(String why) implements Reply {}

  /** The request was sent, and no answer says whether WeChat did what it was asked. */
  record Lost(String why) implements Reply {}
}
