package dev.quanbao.platform.http.body;

import dev.quanbao.platform.crypto.Sha256;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerRequest;

/**
 * The arrival of one body in its file, no faster than the file takes it; used by one event loop
 * alone.
 */
final class SpoolReception {

  private final HttpServerRequest request;
  private final long limit;
  private final AsyncFile file;
  private final UniEmitter<? super SpooledBody> whole;
  private final Sha256 sha256 = new Sha256();
  private long length;
  private int pending;
  private boolean ended;

  SpoolReception(
      HttpServerRequest request,
      long limit,
      AsyncFile file,
      UniEmitter<? super SpooledBody> whole) {
    this.request = request;
    this.limit = limit;
    this.file = file;
    this.whole = whole;
  }

  void start() {
    request.handler(this::append);
    request.endHandler(end -> {
      ended = true;
      finishIfWritten();
    });
    request.exceptionHandler(whole::fail);
    file.exceptionHandler(this::stop);
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  private void append(Buffer chunk) {
    length += chunk.length();
    if (length > limit) {
      stop(RequestRefusedException.because(ErrorCode.BODY_TOO_LARGE, limit));
      return;
    }
    sha256.add(chunk.getBytes());
    pending++;
    file.write(chunk).onSuccess(this::written).onFailure(this::stop);
    if (file.writeQueueFull()) {
      request.pause();
      file.drainHandler(drained -> request.resume());
    }
  }

  // What is still to come is dropped after the answer.
  private void stop(Throwable reason) {
    request.pause();
    request.handler(dropped -> {});
    file.drainHandler(drained -> {});
    whole.fail(reason);
  }

  private void written(Void nothing) {
    pending--;
    finishIfWritten();
  }

  // The end may be told before the last bytes are in the file, where they would be missed.
  private void finishIfWritten() {
    if (ended && pending == 0) {
      whole.complete(new SpooledBody(file, length, sha256.hex(), ""));
    }
  }
}
