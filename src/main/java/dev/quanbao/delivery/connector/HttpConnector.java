package dev.quanbao.delivery.connector;

import dev.quanbao.delivery.connector.HttpCalls.Call;
import dev.quanbao.delivery.connector.HttpCalls.Reply;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Message;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.uri.PercentEncoding;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hands messages to any gateway as a signed JSON POST, see docs/messages.md.
 *
 * <p>2xx means taken; 408, 425 and 429 means later; any other 4xx means never. What else is
 * answered, or nothing at all, says nothing: the gateway is asked, if it can be.
 */
@Singleton
class HttpConnector implements Connector {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final HttpCalls calls;
  private final Clock clock;
  private final Optional<String> url;
  private final Optional<String> askUrl;
  private final Optional<WebhookSign> sign;

  HttpConnector(
      HttpCalls calls,
      Clock clock,
      @ConfigProperty(name = "quanbao.gateway.url") Optional<String> url,
      @ConfigProperty(name = "quanbao.gateway.ask-url") Optional<String> askUrl,
      @ConfigProperty(name = "quanbao.gateway.secret") Optional<String> secret) {
    this.calls = calls;
    this.clock = clock;
    this.url = url;
    this.askUrl = askUrl;
    this.sign = secret.map(WebhookSign::new);
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Set<Medium> media() {
    return Set.of(Medium.SMS, Medium.PUSH);
  }

  @Override
  public Optional<String> missing() {
    if (url.isEmpty()) {
      return Optional.of("quanbao.gateway.url");
    }
    return sign.isEmpty() ? Optional.of("quanbao.gateway.secret") : Optional.empty();
  }

  @Override
  public Uni<SendOutcome> send(Message message) {
    String body = body(message).encode();
    Map<String, String> headers = new HashMap<>(signed(message.id(), body));
    headers.put("Content-Type", "application/json");
    return calls.outcome(
        Call.post(url.orElseThrow(), headers, body), reply -> sent(reply, message));
  }

  private Map<String, String> signed(String id, String body) {
    return sign.orElseThrow().headers(id, clock.instant(), body);
  }

  private static JsonObject body(Message message) {
    return new JsonObject()
        .put("id", message.id())
        .put("medium", message.medium().name())
        .put("phone", message.medium() == Medium.SMS ? message.number() : null)
        .put("userId", message.userId())
        .put("packageId", message.packageId())
        .put("ticketPackageCode", message.code())
        .put("template", message.template());
  }

  private static SendOutcome sent(Reply reply, Message message) {
    if (reply.isSuccess()) {
      return new SendOutcome.Sent(reference(reply, message));
    }
    String status = "HTTP_" + reply.status();
    return switch (reply.status()) {
      case 408, 425, 429 -> new SendOutcome.Later(reply.pause(PAUSE), status);
      default ->
          reply.status() >= 400 && reply.status() < 500
              ? new SendOutcome.Refused(status, "")
              : new SendOutcome.Unknown(status);
    };
  }

  private static String reference(Reply reply, Message message) {
    return ProviderCode.reference(json(reply).getValue("reference", ""), message);
  }

  @Override
  public boolean askable() {
    return askUrl.isPresent();
  }

  /** Asks with GET and {@code ?id=}: 404 means never seen, else {@code state} says it. */
  @Override
  public Uni<SendOutcome> ask(Message message) {
    String uri = askUrl.orElseThrow() + "?id=" + PercentEncoding.encode(message.id());
    return calls.outcome(Call.get(uri, signed(message.id(), "")), reply -> asked(reply, message));
  }

  private static SendOutcome asked(Reply reply, Message message) {
    if (reply.status() == 404) {
      return new SendOutcome.NotSent();
    }
    if (!reply.isSuccess()) {
      return new SendOutcome.Unknown("HTTP_" + reply.status());
    }
    return switch (json(reply).getString("state", "")) {
      case "sent" -> new SendOutcome.Sent(reference(reply, message));
      case "refused" ->
          new SendOutcome.Refused(ProviderCode.of(json(reply).getString("code", "OTHER")), "");
      default -> new SendOutcome.Unknown("not decided");
    };
  }

  private static JsonObject json(Reply reply) {
    try {
      return reply.body().isBlank() ? new JsonObject() : new JsonObject(reply.body());
    } catch (DecodeException notJson) {
      return new JsonObject();
    }
  }
}
