package dev.quanbao.card.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quanbao.card.wechat.Reply.Answered;
import dev.quanbao.card.wechat.Reply.Lost;
import dev.quanbao.card.wechat.Reply.NotReached;
import dev.quanbao.platform.outbound.HttpCall;
import dev.quanbao.platform.outbound.HttpLimits;
import dev.quanbao.platform.outbound.HttpReply;
import dev.quanbao.platform.outbound.OutboundHttp;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON to WeChat and reads its answers.
 *
 * <p>Never fails. Words about a failure are our own, since addresses hold tokens.
 */
@Singleton
final class WeChatHttp {

  private static final int LARGEST_ANSWER = 1 << 20;
  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/json; charset=utf-8");

  private final OutboundHttp http;
  private final String baseUrl;
  private final HttpLimits limits;
  private final ObjectMapper json;

  WeChatHttp(OutboundHttp http, ObjectMapper json, WeChatSettings settings) {
    String baseUrl = settings.baseUrl();
    this.http = http;
    this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    this.limits = new HttpLimits(settings.timeout(), settings.timeout(), LARGEST_ANSWER);
    this.json = json;
  }

  /** Posts a body to a path. */
  Uni<Reply> post(String pathAndQuery, JsonNode body) {
    return http.send(HttpCall.post(baseUrl + pathAndQuery, HEADERS, body.toString()), limits)
        .map(this::read);
  }

  private Reply read(HttpReply reply) {
    return switch (reply) {
      case HttpReply.Answered answered -> read(answered.status(), answered.body());
      case HttpReply.NotReached unreachable -> new NotReached("WeChat can't be reached");
      case HttpReply.Lost lost ->
          new Lost(lost.isEndless() ? "WeChat's answer has no end" : "WeChat's answer was cut off");
    };
  }

  private Reply read(int status, Buffer body) {
    JsonNode answer = status < 500 ? parse(body) : null;
    return answer == null
        ? new Lost("WeChat answered with status " + status + " and nothing that can be read")
        : new Answered(answer);
  }

  private @Nullable JsonNode parse(Buffer body) {
    try {
      JsonNode answer = json.readTree(body.getBytes());
      return answer.isObject() ? answer : null;
    } catch (IOException e) {
      return null;
    }
  }
}
