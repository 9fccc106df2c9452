package dev.quanbao.delivery.connector;

import dev.quanbao.platform.outbound.BoundedBody;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.store.StoreContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * Calls to providers: tells a call that never began from one whose end nobody saw.
 *
 * <p>Failures are told by their kind; what they quote may name the receiver.
 */
@Singleton
class HttpCalls {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration WHOLE = Duration.ofSeconds(6);
  private static final int LONGEST_REPLY = 256 * 1024;

  private final HttpClient client;
  private final StoreContext storeContext;

  HttpCalls(Vertx vertx, StoreContext storeContext) {
    this.storeContext = storeContext;
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setMaxPoolSize(32)
                .setKeepAlive(true));
  }

  /** A call as it is to be made. */
  record Call(HttpMethod method, String uri, Map<String, String> headers, String body) {

    static Call get(String uri, Map<String, String> headers) {
      return new Call(HttpMethod.GET, uri, headers, "");
    }

    static Call post(String uri, Map<String, String> headers, String body) {
      return new Call(HttpMethod.POST, uri, headers, body);
    }

    // Address and body may name the receiver.
    @Override
    public String toString() {
      return "Call[" + method + "]";
    }
  }

  /** What was answered. */
  record Reply(int status, String retryAfter, String body) {

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** How long the provider wants to be left alone. */
    Duration pause(Duration otherwise) {
      return retryAfter.matches("[0-9]{1,6}")
          ? Duration.ofSeconds(Long.parseLong(retryAfter))
          : otherwise;
    }

    @Override
    public String toString() {
      return "Reply[" + status + "]";
    }
  }

  /** Makes a call and reads its outcome. */
  Uni<SendOutcome> outcome(Call call, Function<Reply, SendOutcome> read) {
    var options =
        new RequestOptions()
            .setMethod(call.method())
            .setAbsoluteURI(call.uri())
            .setConnectTimeout(CONNECT.toMillis())
            .setTimeout(WHOLE.toMillis());
    call.headers().forEach(options::putHeader);
    return Uni.createFrom()
        .completionStage(() ->
            client
                .request(options)
                .compose(
                    request -> send(request, call, read),
                    unreachable ->
                        Future.<SendOutcome>succeededFuture(
                            SendOutcome.Later.because("no connection: " + kind(unreachable))))
                .toCompletionStage())
        // What JPush reserves is kept before it is used.
        .emitOn(storeContext);
  }

  private static Future<SendOutcome> send(
      HttpClientRequest request, Call call, Function<Reply, SendOutcome> read) {
    return request
        .send(Buffer.buffer(call.body()))
        .compose(
            response -> BoundedBody.of(response, LONGEST_REPLY).map(body -> reply(response, body)))
        .map(read)
        .otherwise(late -> new SendOutcome.Unknown("no reply: " + kind(late)));
  }

  private static Reply reply(HttpClientResponse response, Buffer body) {
    String after = response.getHeader("Retry-After");
    return new Reply(
        response.statusCode(), after == null ? "" : after, body.toString(StandardCharsets.UTF_8));
  }

  private static String kind(Throwable failure) {
    return failure.getClass().getSimpleName();
  }
}
