package dev.quanbao.demo.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quanbao.platform.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The access tokens that the stand-in has issued; an account has one valid token at a time. */
final class StandInTokens {

  private static final Duration LIFETIME = Duration.ofHours(2);
  private static final Duration RENEWED_EARLY = Duration.ofMinutes(5);
  private static final int FORCED_PER_DAY = 20;

  private final Map<String, String> secrets;
  private final Clock clock;
  private final Map<String, Token> current = new HashMap<>();
  private final Map<String, Integer> forced = new HashMap<>();
  private int issued;

  StandInTokens(Map<String, String> secrets, Clock clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  private record Token(String appId, String value, Instant until) {}

  /** A token and for how many seconds it is valid. */
  record Grant(String value, long seconds) {}

  Grant grant(JsonNode request) {
    String appId = request.path("appid").asText("");
    if (!request.path("grant_type").asText("").equals("client_credential")) {
      throw new WeChatError(40002, "invalid grant_type");
    }
    if (!secrets.containsKey(appId)) {
      throw new WeChatError(40013, "invalid appid");
    }
    if (!request.path("secret").asText("").equals(secrets.get(appId))) {
      throw new WeChatError(40125, "invalid appsecret");
    }
    Token token = current.get(appId);
    boolean isForced = request.path("force_refresh").asBoolean(false);
    if (isForced && forced.merge(appId, 1, Integer::sum) > FORCED_PER_DAY) {
      throw new WeChatError(45009, "reach max api daily quota limit");
    }
    Instant now = clock.instant();
    if (token == null || isForced || !now.plus(RENEWED_EARLY).isBefore(token.until())) {
      token = new Token(appId, "standin_" + Ids.random(), now.plus(LIFETIME));
      current.put(appId, token);
      issued++;
    }
    return new Grant(token.value(), Duration.between(now, token.until()).toSeconds());
  }

  /** The account to which a token was issued. */
  String accountOf(String value) {
    Token found =
        current.values().stream()
            .filter(token -> token.value().equals(value))
            .findFirst()
            .orElseThrow(() ->
                value.isEmpty()
                    ? new WeChatError(41001, "access_token missing")
                    : new WeChatError(
                        40001, "invalid credential, access_token is invalid or not latest"));
    if (!clock.instant().isBefore(found.until())) {
      throw new WeChatError(42001, "access_token expired");
    }
    return found.appId();
  }

  /** Makes all tokens invalid before their time. */
  void revoke() {
    current.replaceAll(
        (appId, token) -> new Token(appId, "standin_" + Ids.random(), token.until()));
  }

  /** How many different tokens were issued. */
  int issued() {
    return issued;
  }
}
