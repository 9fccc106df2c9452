package dev.quanbao.delivery.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quanbao.delivery.connector.HttpCalls.Call;
import dev.quanbao.delivery.connector.HttpCalls.Reply;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Message;
import dev.quanbao.platform.outbox.model.SendOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * JPush (极光推送), REST version 3; a user's devices carry his id as their alias.
 *
 * <p>JPush can't be asked, but it gives out names ({@code cid}) under which it pushes once a day:
 * pushed again under the same, it answers as it did the first time. That is how it is asked.
 */
@Singleton
class JPush implements Connector {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** A day, less the time that a call may take. */
  private static final Duration CID_GOOD_FOR = Duration.ofHours(23);

  private final HttpCalls calls;
  private final Clock clock;
  private final String url;
  private final Optional<String> authorization;
  private final String text;

  JPush(
      HttpCalls calls,
      Clock clock,
      @ConfigProperty(name = "quanbao.jpush.url", defaultValue = "https://api.jpush.cn/v3/push")
          String url,
      @ConfigProperty(name = "quanbao.jpush.app-key") Optional<String> appKey,
      @ConfigProperty(name = "quanbao.jpush.master-secret") Optional<String> secret,
      @ConfigProperty(name = "quanbao.jpush.text", defaultValue = "您有一份礼包待领取，编号 {code}")
          String text) {
    this.calls = calls;
    this.clock = clock;
    this.url = url;
    this.text = text;
    authorization =
        appKey
            .flatMap(key -> secret.map(of -> key + ":" + of))
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
    AtomicReference<Optional<String>> cid = new AtomicReference<>(Optional.empty());
    return calls
        .outcome(
            Call.get(url + "/cid?count=1&type=push", headers()),
            reply -> {
              JsonArray list = json(reply).getJsonArray("cidlist", new JsonArray());
              cid.set(list.isEmpty() ? Optional.empty() : Optional.of(list.getString(0)));
              return new SendOutcome.NotSent();
            })
        .map(done -> cid.get());
  }

  @Override
  public Uni<SendOutcome> send(Message message) {
    return message.reserved() == null
        ? Uni.createFrom().item(new SendOutcome.Later(PAUSE, "no cid"))
        : calls.outcome(
            Call.post(url, headers(), body(message).encode()), reply -> sent(reply, message));
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

  private static SendOutcome sent(Reply reply, Message message) {
    if (reply.isSuccess()) {
      return new SendOutcome.Sent(
          ProviderCode.reference(json(reply).getValue("msg_id", ""), message));
    }
    if (reply.status() == 429) {
      return new SendOutcome.Later(reply.pause(PAUSE), "HTTP_429");
    }
    if (reply.status() >= 500) {
      return new SendOutcome.Unknown("HTTP_" + reply.status());
    }
    Object code = json(reply).getJsonObject("error", new JsonObject()).getValue("code");
    return new SendOutcome.Refused(ProviderCode.of("JPUSH_" + code), "");
  }

  @Override
  public boolean askable() {
    return true;
  }

  @Override
  public Uni<SendOutcome> ask(Message message) {
    if (message.reserved() == null) {
      return Uni.createFrom().item(new SendOutcome.NotSent());
    }
    return clock.instant().isAfter(message.orderedAt().plus(CID_GOOD_FOR))
        ? Uni.createFrom().item(new SendOutcome.Unknown("its cid is over"))
        : send(message);
  }

  private static JsonObject json(Reply reply) {
    try {
      return new JsonObject(reply.body());
    } catch (DecodeException notJson) {
      return new JsonObject();
    }
  }
}
