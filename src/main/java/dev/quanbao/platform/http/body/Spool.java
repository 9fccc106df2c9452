package dev.quanbao.platform.http.body;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The temporary files that large bodies are written to as they arrive.
 *
 * <p>A file is gone when its request is over, however that ends, and where the operating system
 * allows it the name is gone as soon as the file is open, so that not even a killed process leaves
 * one. There are never more than {@link #MAX_FILES} at once.
 */
@ApplicationScoped
class Spool {

  /** Bodies arrive before anybody has proved who they are: the disk must not be theirs to fill. */
  static final int MAX_FILES = 32;

  private static final int RETRY_SECONDS = 5;

  private final BodyLimits limits;
  private final Path folder;
  private final AtomicInteger files = new AtomicInteger();

  Spool(BodySettings settings, BodyLimits limits) {
    this.limits = limits;
    this.folder = settings.spoolFolder();
  }

  /** How many files there are now. */
  int open() {
    return files.get();
  }

  /** Writes a body as it arrives. */
  Uni<SpooledBody> write(RoutingContext routing) {
    if (files.incrementAndGet() > MAX_FILES) {
      files.decrementAndGet();
      return Uni.createFrom()
          .failure(RequestRefusedException.because(ErrorCode.RATE_LIMITED, RETRY_SECONDS));
    }
    // No handler takes the bytes until the file is open.
    routing.request().pause();
    return open(routing).chain(file -> receive(routing, file));
  }

  private Uni<AsyncFile> open(RoutingContext routing) {
    String name = folder.resolve("quanbao-body-" + UUID.randomUUID()).toString();
    var options = new OpenOptions().setCreateNew(true).setPerms("rw-------").setDeleteOnClose(true);
    return Uni.createFrom()
        .completionStage(() -> routing.vertx().fileSystem().open(name, options).toCompletionStage())
        .onFailure()
        .invoke(files::decrementAndGet)
        .invoke(file -> closeAtTheEnd(routing, file));
  }

  private void closeAtTheEnd(RoutingContext routing, AsyncFile file) {
    if (routing.response().closed()) {
      // The end has been told already, and isn't told twice.
      close(file);
      return;
    }
    routing.addEndHandler(over -> close(file));
  }

  private void close(AsyncFile file) {
    file.close().onComplete(closed -> files.decrementAndGet());
  }

  private Uni<SpooledBody> receive(RoutingContext routing, AsyncFile file) {
    return Uni.createFrom()
        .emitter(emitter ->
            new SpoolReception(routing.request(), limits.spooled(), file, emitter).start());
  }
}
