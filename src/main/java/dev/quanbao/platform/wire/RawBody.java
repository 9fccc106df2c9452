package dev.quanbao.platform.wire;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Refused;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.ByteArrayInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's whole body before anything else looks at the request, since a sign covers the
 * bytes as they were sent.
 *
 * <p>Never holds more than the limit: what goes beyond is refused with {@link
 * ErrorCode#BODY_TOO_LARGE}, by its declared length where there is one.
 */
@Singleton
public final class RawBody {

  /** The first of the request filters; the sign and all that follows find the bytes. */
  public static final int PRIORITY = 100;

  private static final String PROPERTY = RawBody.class.getName();
  private static final byte[] NOTHING = {};

  private final int limit;

  RawBody(@ConfigProperty(name = "quanbao.http.max-body", defaultValue = "1M") MemorySize limit) {
    this.limit = Math.toIntExact(limit.asLongValue());
  }

  /** The bytes of the body, empty where the request has none. */
  public static byte[] of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof byte[] bytes) {
      return bytes;
    }
    throw new IllegalStateException("the body has not been read, or is streamed");
  }

  /** Reads the body; null where nothing is to be waited for. */
  @ServerRequestFilter(priority = PRIORITY, nonBlocking = true)
  public @Nullable Uni<Void> read(
      ContainerRequestContext request, ResourceInfo resource, RoutingContext routing) {
    if (resource.getResourceMethod().isAnnotationPresent(Streamed.class)) {
      return null;
    }
    if (hasNone(routing.request())) {
      keep(request, NOTHING);
      return null;
    }
    return receive(routing.request()).invoke(bytes -> keep(request, bytes)).replaceWithVoid();
  }

  private static boolean hasNone(HttpServerRequest request) {
    // HTTP/2 needs no header to announce a body.
    return request.isEnded()
        || (request.version() != HttpVersion.HTTP_2
            && !request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
            && !request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING));
  }

  private Uni<byte[]> receive(HttpServerRequest request) {
    if (Remainder.declaredLength(request) > limit) {
      Remainder.announce(request);
      return Uni.createFrom().failure(Refused.because(ErrorCode.BODY_TOO_LARGE, limit));
    }
    return Uni.createFrom().emitter(emitter -> new BodyReception(request, limit, emitter).start());
  }

  private static void keep(ContainerRequestContext request, byte[] bytes) {
    request.setProperty(PROPERTY, bytes);
    request.setEntityStream(new ByteArrayInputStream(bytes));
  }
}
