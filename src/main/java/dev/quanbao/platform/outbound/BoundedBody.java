package dev.quanbao.platform.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * Reads the body of an answer to its end, but no further than a limit.
 *
 * <p>To be called where the answer arrives, as {@link Future#compose} does: elsewhere parts of it
 * may have passed already.
 */
public final class BoundedBody {

  private BoundedBody() {}

  /** The body; fails with {@link TooLong}, or with what cut it off. */
  public static Future<Buffer> of(HttpClientResponse response, int limit) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body));
    response.handler(part -> {
      body.appendBuffer(part);
      if (body.length() > limit) {
        whole.tryFail(new TooLong());
        response.request().reset();
      }
    });
    return whole.future();
  }

  /** A body that goes on beyond its limit. */
  public static final class TooLong extends Exception {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("the answer has no end", null, false, false);
    }
  }
}
