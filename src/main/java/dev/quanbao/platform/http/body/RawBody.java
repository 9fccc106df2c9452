package dev.quanbao.platform.http.body;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Receives a request's whole body before anything else looks at the request, since a sign covers
 * the bytes as they were sent.
 *
 * <p>Never holds or writes more than the limit: what goes beyond is refused with {@link
 * ErrorCode#BODY_TOO_LARGE}, by its declared length where there is one.
 */
@Singleton
public final class RawBody {

  /** The first of the request filters; the sign and all that follows find the body. */
  public static final int PRIORITY = 100;

  private static final String PROPERTY = RawBody.class.getName();
  private static final String ACCEPTED = Spooled.class.getName();

  private final BodyLimits limits;
  private final Spool spool;

  RawBody(BodyLimits limits, Spool spool) {
    this.limits = limits;
    this.spool = spool;
  }

  /** The body, without a byte where the request has none. */
  public static ReceivedBody of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof ReceivedBody body) {
      return body;
    }
    throw new IllegalStateException("the body has not been received");
  }

  /** The media types that the request's spooled body may have. */
  static List<String> accepted(ContainerRequestContext request) {
    return request.getProperty(ACCEPTED) instanceof String[] types ? List.of(types) : List.of();
  }

  /** Receives the body; null where nothing is to be waited for. */
  @ServerRequestFilter(priority = PRIORITY, nonBlocking = true)
  public @Nullable Uni<Void> receive(
      ContainerRequestContext request, ResourceInfo resource, RoutingContext routing) {
    // Asked for here and nowhere deeper: a native build looks for it in this very method.
    Spooled spooled = resource.getResourceMethod().getAnnotation(Spooled.class);
    if (spooled != null) {
      request.setProperty(ACCEPTED, spooled.value());
    }
    if (hasNone(routing.request())) {
      keep(request, spooled == null ? HeldBody.NOTHING : SpooledBody.NOTHING);
      return null;
    }
    long most = spooled == null ? limits.held() : limits.spooled();
    if (UnreadBody.declaredLength(routing.request()) > most) {
      UnreadBody.announce(routing.request());
      return Uni.createFrom()
          .failure(RequestRefusedException.because(ErrorCode.BODY_TOO_LARGE, most));
    }
    Uni<? extends ReceivedBody> body =
        spooled == null ? hold(routing.request()) : spool.write(routing);
    return body.invoke(received -> keep(request, received)).replaceWithVoid();
  }

  private static boolean hasNone(HttpServerRequest request) {
    // HTTP/2 needs no header to announce a body.
    return request.isEnded()
        || (request.version() != HttpVersion.HTTP_2
            && !request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
            && !request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING));
  }

  private Uni<HeldBody> hold(HttpServerRequest request) {
    return Uni.createFrom()
        .<byte[]>emitter(emitter -> new BodyReception(request, limits.held(), emitter).start())
        .map(HeldBody::new);
  }

  private static void keep(ContainerRequestContext request, ReceivedBody body) {
    request.setProperty(PROPERTY, body);
    // A spooled body is read by those who ask for it, and as nothing by everybody else.
    byte[] bytes = body instanceof HeldBody held ? held.bytes() : HeldBody.NOTHING.bytes();
    request.setEntityStream(new ByteArrayInputStream(bytes));
  }
}
