package dev.quanbao.card.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quanbao.card.wechat.Reply.Answered;
import dev.quanbao.card.wechat.Reply.Lost;
import dev.quanbao.card.wechat.Reply.NotReached;
import dev.quanbao.platform.outbox.BoundedBody;
import dev.quanbao.platform.store.StoreContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * POST requests with JSON to WeChat, and what came of them.
 *
 * <p>Never fails. Words about a failure are our own: addresses hold tokens.
 */
@Singleton
final class WeChatHttp {

  private static final int LARGEST_ANSWER = 1 << 20;
  private static final int CONNECTIONS = 32;

  /** Shorter than WeChat's own, so that no request leaves over a connection that is closing. */
  private static final Duration IDLE = Duration.ofSeconds(15);

  private final HttpClient client;
  private final StoreContext storeContext;
  private final String baseUrl;
  private final Duration timeout;
  private final ObjectMapper json;

  WeChatHttp(
      Vertx vertx,
      StoreContext storeContext,
      ObjectMapper json,
      @ConfigProperty(name = "quanbao.wechat.base-url", defaultValue = "https://api.weixin.qq.com")
          String baseUrl,
      @ConfigProperty(name = "quanbao.wechat.timeout", defaultValue = "5s") Duration timeout) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setKeepAliveTimeout(Math.toIntExact(IDLE.toSeconds())));
    this.storeContext = storeContext;
    this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    this.timeout = timeout;
    this.json = json;
  }

  /** Posts a body to a path. */
  Uni<Reply> post(String pathAndQuery, JsonNode body) {
    Buffer bytes = Buffer.buffer(body.toString());
    return Uni.createFrom()
        .completionStage(() ->
            client
                .request(options(pathAndQuery))
                .compose(
                    request -> send(request, bytes),
                    unreachable ->
                        Future.succeededFuture(new NotReached("WeChat can't be reached")))
                .toCompletionStage())
        .emitOn(storeContext);
  }

  private RequestOptions options(String pathAndQuery) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(baseUrl + pathAndQuery)
        .setConnectTimeout(timeout.toMillis())
        .setIdleTimeout(timeout.toMillis())
        .putHeader("Content-Type", "application/json; charset=utf-8");
  }

  private Future<Reply> send(HttpClientRequest request, Buffer body) {
    return request
        .send(body)
        .compose(response ->
            BoundedBody.of(response, LARGEST_ANSWER)
                .map(answer -> read(response.statusCode(), answer)))
        .otherwise(failure ->
            new Lost(
                failure instanceof BoundedBody.TooLong
                    ? "WeChat's answer has no end"
                    : "WeChat's answer was cut off"));
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
