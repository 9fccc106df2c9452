package dev.quanbao.platform.outbound;

import dev.quanbao.platform.outbound.HttpReply.Answered;
import dev.quanbao.platform.outbound.HttpReply.Lost;
import dev.quanbao.platform.outbound.HttpReply.NotReached;
import dev.quanbao.platform.store.StoreContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The one door for requests over HTTP to services of others.
 *
 * <p>It never fails, never repeats a request, and reads no more of an answer than its limit. The
 * outcome arrives where the store can be used.
 */
@Singleton
public final class OutboundHttp {

  /** To one service. */
  private static final int CONNECTIONS = 32;

  /** Shorter than the services' own, so that no request leaves over a connection that closes. */
  private static final Duration IDLE = Duration.ofSeconds(15);

  private final HttpClient client;
  private final StoreContext storeContext;

  public OutboundHttp(Vertx vertx, StoreContext storeContext) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setKeepAliveTimeout(Math.toIntExact(IDLE.toSeconds())));
    this.storeContext = storeContext;
  }

  /** Sends a request and says what became of it. */
  public Uni<HttpReply> send(HttpCall call, HttpLimits limits) {
    return Uni.createFrom()
        .completionStage(() ->
            client
                .request(options(call, limits))
                .compose(
                    request -> exchange(request, call, limits),
                    unreachable -> Future.succeededFuture(new NotReached(kind(unreachable))))
                .toCompletionStage())
        .emitOn(storeContext);
  }

  private static RequestOptions options(HttpCall call, HttpLimits limits) {
    var options =
        new RequestOptions()
            .setMethod(call.method())
            .setAbsoluteURI(call.uri())
            .setConnectTimeout(limits.connect().toMillis())
            .setIdleTimeout(limits.silence().toMillis());
    call.headers().forEach(options::putHeader);
    return options;
  }

  private static Future<HttpReply> exchange(
      HttpClientRequest request, HttpCall call, HttpLimits limits) {
    return request
        .send(Buffer.buffer(call.body()))
        .compose(response ->
            BoundedBody.of(response, limits.longestBody())
                .<HttpReply>map(
                    body -> new Answered(response.statusCode(), response.headers(), body)))
        .otherwise(failure -> new Lost(kind(failure)));
  }

  private static String kind(Throwable failure) {
    return failure.getClass().getSimpleName();
  }
}
