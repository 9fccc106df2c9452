package dev.quanbao.delivery.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Message;
import dev.quanbao.platform.outbound.HttpCall;
import dev.quanbao.platform.outbound.HttpReply.Answered;
import dev.quanbao.platform.outbound.OutboundHttp;
import dev.quanbao.platform.outbox.model.SendOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * JPush (极光推送), REST version 3; a user's devices have his id as their alias.
 *
 * <p>JPush has no query for the status of a push, but it issues names ({@code cid}), and pushes
 * once a day under each. A second push under the same name is answered as the first one was: that
 * is how this connector queries a status.
 */
@Singleton
class JPush implements Connector {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** A day, less the time that a request may take. */
  private static final Duration CID_LIFETIME = Duration.ofHours(23);

  private final OutboundHttp http;
  private final Clock clock;
  private final String url;
  private final Optional<String> authorization;
  private final String text;

  JPush(OutboundHttp http, Clock clock, JPushSettings settings) {
    this.http = http;
    this.clock = clock;
    this.url = settings.url();
    this.text = settings.text();
    authorization =
        settings
            .appKey()
            .flatMap(key -> settings.masterSecret().map(secret -> key + ":" + secret))
            .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  @Override
  public String name() {
    return "jpush";
  }

  @Override
  public Set<Medium> media() {
    return Set.of(Medium.PUSH);
  }

  @Override
  public Optional<String> missing() {
    return authorization.isEmpty()
        ? Optional.of("quanbao.jpush.app-key and quanbao.jpush.master-secret")
        : Optional.empty();
  }

  @Override
  public Uni<Optional<String>> reserveName() {
    return http.send(HttpCall.get(url + "/cid?count=1&type=push", headers()), ProviderReply.LIMITS)
        .map(reply -> reply instanceof Answered answer ? cid(answer) : Optional.<String>empty())
        .onFailure(ClassCastException.class)
        .recoverWithItem(Optional.empty());
  }

  private static Optional<String> cid(Answered answer) {
    JsonArray list = ProviderReply.json(answer).getJsonArray("cidlist", new JsonArray());
    return list.isEmpty() ? Optional.empty() : Optional.of(list.getString(0));
  }

  @Override
  public Uni<SendOutcome> send(Message message) {
    return message.reserved() == null
        ? Uni.createFrom().item(new SendOutcome.Later(PAUSE, "no cid"))
        : http.send(HttpCall.post(url, headers(), body(message).encode()), ProviderReply.LIMITS)
            .map(reply -> ProviderReply.outcome(reply, answer -> sent(answer, message)));
  }

  private Map<String, String> headers() {
    return Map.of("Authorization", authorization.orElseThrow(), "Content-Type", "application/json");
  }

  private JsonObject body(Message message) {
    String alert = message.template() == null ? text : message.template();
    return new JsonObject()
        .put("cid", message.reserved())
        .put("platform", "all")
        .put("audience", new JsonObject().put("alias", new JsonArray().add(message.userId())))
        .put(
            "notification", new JsonObject().put("alert", alert.replace("{code}", message.code())));
  }

  private static SendOutcome sent(Answered answer, Message message) {
    if (answer.isSuccess()) {
      return new SendOutcome.Sent(
          ProviderCode.reference(ProviderReply.json(answer).getValue("msg_id", ""), message));
    }
    if (answer.status() == 429) {
      return new SendOutcome.Later(answer.retryAfter(PAUSE), "HTTP_429");
    }
    if (answer.status() >= 500) {
      return new SendOutcome.Unknown("HTTP_" + answer.status());
    }
    Object code =
        ProviderReply.json(answer).getJsonObject("error", new JsonObject()).getValue("code");
    return new SendOutcome.Refused(ProviderCode.of("JPUSH_" + code), "");
  }

  @Override
  public boolean supportsStatusQuery() {
    return true;
  }

  @Override
  public Uni<SendOutcome> queryStatus(Message message) {
    if (message.reserved() == null) {
      return Uni.createFrom().item(new SendOutcome.NotSent());
    }
    return clock.instant().isAfter(message.orderedAt().plus(CID_LIFETIME))
        ? Uni.createFrom().item(new SendOutcome.Unknown("its cid has expired"))
        : send(message);
  }
}
