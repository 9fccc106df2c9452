package dev.quanbao.delivery.connector;

import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.Message;
import dev.quanbao.platform.outbound.HttpCall;
import dev.quanbao.platform.outbound.HttpReply.Answered;
import dev.quanbao.platform.outbound.OutboundHttp;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.uri.PercentEncoding;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends messages to any gateway as a signed JSON POST, see docs/messages.md.
 *
 * <p>2xx means accepted; 408, 425 and 429 mean later; any other 4xx means refused. Any other
 * answer, or none, leaves the outcome unknown: the gateway is asked for it, if it can be.
 */
@Singleton
class HttpConnector implements Connector {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final OutboundHttp http;
  private final Clock clock;
  private final Optional<String> url;
  private final Optional<String> statusUrl;
  private final Optional<WebhookSign> sign;

  HttpConnector(OutboundHttp http, Clock clock, GatewaySettings settings) {
    this.http = http;
    this.clock = clock;
    this.url = settings.url();
    this.statusUrl = settings.askUrl();
    this.sign = settings.secret().map(WebhookSign::new);
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
    return http.send(HttpCall.post(url.orElseThrow(), headers, body), ProviderReply.LIMITS)
        .map(reply -> ProviderReply.outcome(reply, answer -> sent(answer, message)));
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

  private static SendOutcome sent(Answered answer, Message message) {
    if (answer.isSuccess()) {
      return new SendOutcome.Sent(reference(answer, message));
    }
    String status = "HTTP_" + answer.status();
    return switch (answer.status()) {
      case 408, 425, 429 -> new SendOutcome.Later(answer.retryAfter(PAUSE), status);
      default ->
          answer.status() >= 400 && answer.status() < 500
              ? new SendOutcome.Refused(status, "")
              : new SendOutcome.Unknown(status);
    };
  }

  private static String reference(Answered answer, Message message) {
    return ProviderCode.reference(ProviderReply.json(answer).getValue("reference", ""), message);
  }

  @Override
  public boolean supportsStatusQuery() {
    return statusUrl.isPresent();
  }

  /** Asks with GET and {@code ?id=}: 404 means not sent, else {@code state} says what happened. */
  @Override
  public Uni<SendOutcome> queryStatus(Message message) {
    String uri = statusUrl.orElseThrow() + "?id=" + PercentEncoding.encode(message.id());
    return http.send(HttpCall.get(uri, signed(message.id(), "")), ProviderReply.LIMITS)
        .map(reply -> ProviderReply.outcome(reply, answer -> status(answer, message)));
  }

  private static SendOutcome status(Answered answer, Message message) {
    if (answer.status() == 404) {
      return new SendOutcome.NotSent();
    }
    if (!answer.isSuccess()) {
      return new SendOutcome.Unknown("HTTP_" + answer.status());
    }
    return switch (ProviderReply.json(answer).getString("state", "")) {
      case "sent" -> new SendOutcome.Sent(reference(answer, message));
      case "refused" ->
          new SendOutcome.Refused(
              ProviderCode.of(ProviderReply.json(answer).getString("code", "OTHER")), "");
      default -> new SendOutcome.Unknown("not decided");
    };
  }
}
