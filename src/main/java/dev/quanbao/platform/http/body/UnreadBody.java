package dev.quanbao.platform.http.body;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * What is still to come of a body when its request has been answered.
 *
 * <p>A little of it is taken in and dropped, so that the connection can carry the next request;
 * where there is more the connection is closed.
 */
public final class UnreadBody {

  private static final long PATIENCE = 4L << 20;

  private final HttpServerRequest request;
  private long dropped;

  private UnreadBody(HttpServerRequest request) {
    this.request = request;
  }

  /** Tells the client, in an answer that isn't sent yet, that the connection will be closed. */
  static void announce(HttpServerRequest request) {
    if (isTooMuch(request)) {
      request.response().putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  /** Drops it, once the answer is sent. */
  public static void drop(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    if (isTooMuch(request)) {
      request.connection().close();
      return;
    }
    request.handler(new UnreadBody(request)::drop);
    request.endHandler(end -> {});
    request.exceptionHandler(lost -> {});
    request.resume();
  }

  private void drop(Buffer chunk) {
    dropped += chunk.length();
    if (dropped > PATIENCE) {
      request.connection().close();
    }
  }

  private static boolean isTooMuch(HttpServerRequest request) {
    // A client that sent "Expect: 100-continue" and got an answer instead may send the body or not:
    // the server can't tell where the next request would begin.
    return declaredLength(request) > PATIENCE || request.headers().contains(HttpHeaderNames.EXPECT);
  }

  /** The length the body is said to have; 0 where nothing is said. */
  static long declaredLength(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
    return header == null ? 0 : Long.parseLong(header);
  }
}
