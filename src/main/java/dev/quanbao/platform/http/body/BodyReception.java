package dev.quanbao.platform.http.body;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The arrival of one body of at most so many bytes; used by one event loop alone. */
final class BodyReception {

  private final HttpServerRequest request;
  private final int limit;
  private final UniEmitter<? super byte[]> whole;
  private Buffer received = Buffer.buffer();

  BodyReception(HttpServerRequest request, int limit, UniEmitter<? super byte[]> whole) {
    this.request = request;
    this.limit = limit;
    this.whole = whole;
  }

  void start() {
    request.handler(this::append);
    request.endHandler(end -> whole.complete(received.getBytes()));
    request.exceptionHandler(whole::fail);
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  private void append(Buffer chunk) {
    if (received.length() + chunk.length() <= limit) {
      received.appendBuffer(chunk);
      return;
    }
    // What is still to come is dropped after the answer.
    received = Buffer.buffer();
    request.pause();
    request.handler(dropped -> {});
    whole.fail(RequestRefusedException.because(ErrorCode.BODY_TOO_LARGE, limit));
  }
}
