package dev.quanbao.platform.http.error;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.header.Languages;
import dev.quanbao.platform.http.header.TraceId;
import dev.quanbao.platform.http.json.RequestShape;
import dev.quanbao.platform.store.StoreOutages;
import io.quarkus.arc.All;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * What failures mean to a client, and how the surface they happened on words them.
 *
 * <p>Only a {@link RequestRefusedException} is told as it is; of anything else a client learns a
 * code, and a trace id under which the log has the rest.
 */
@Singleton
public final class ErrorMapper {

  private static final Logger LOG = Logger.getLogger(ErrorMapper.class);
  private static final String RETRY_AFTER = "Retry-After";

  private final List<Surface> surfaces;
  private final Surface fallback;

  ErrorMapper(@All List<Surface> surfaces) {
    this.surfaces = surfaces;
    this.fallback = surfaces.stream().filter(Surface::takesTheRest).findFirst().orElseThrow();
  }

  /** The outcome of a request that failed. */
  public ErrorResponse of(Throwable failure, RoutingContext routing) {
    return switch (failure) {
      case RequestRefusedException refused -> refusal(refused, routing);
      case WebApplicationException thrown -> ofStatus(thrown, routing);
      default ->
          StoreOutages.caused(failure) ? unreachable(failure, routing) : ours(failure, routing);
    };
  }

  /** The outcome of a request that the server refused before any resource saw it. */
  public ErrorResponse ofStatus(int status, RoutingContext routing) {
    ErrorCode code = codeOf(status, isContentTypeMalformed(routing));
    List<Object> args =
        switch (code) {
          case CONTENT_TYPE_NOT_SUPPORTED -> List.of(MediaType.APPLICATION_JSON);
          case INTERNAL -> List.of(TraceId.of(routing));
          default -> List.of();
        };
    return outcome(code, args, List.of(), Map.of(), routing);
  }

  /** Words an outcome as the surface does that owns the path. */
  public Answer render(ErrorResponse outcome, String path) {
    for (Surface surface : surfaces) {
      if (surface.owns(path)) {
        return surface.render(outcome);
      }
    }
    return fallback.render(outcome);
  }

  private static ErrorResponse refusal(RequestRefusedException refused, RoutingContext routing) {
    Map<String, String> headers = Map.of();
    if (refused.code() == ErrorCode.RATE_LIMITED || refused.code().isUnavailable()) {
      Object seconds = refused.args().isEmpty() ? 1 : refused.args().getFirst();
      headers = Map.of(RETRY_AFTER, String.valueOf(seconds));
    }
    return outcome(refused.code(), refused.args(), refused.violations(), headers, routing);
  }

  private ErrorResponse ofStatus(WebApplicationException thrown, RoutingContext routing) {
    int status = thrown.getResponse().getStatus();
    if (status >= 500) {
      return ours(thrown, routing);
    }
    ErrorResponse plain = ofStatus(status, routing);
    String allow = thrown.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return allow == null
        ? plain
        : outcome(
            plain.code(),
            plain.args(),
            plain.violations(),
            Map.of(HttpHeaders.ALLOW, allow),
            routing);
  }

  private static ErrorResponse unreachable(Throwable failure, RoutingContext routing) {
    LOG.warnf("request %s: the store is unreachable: %s", TraceId.of(routing), failure);
    return outcome(
        ErrorCode.STORE_UNREACHABLE, List.of(), List.of(), Map.of(RETRY_AFTER, "1"), routing);
  }

  private static ErrorResponse ours(Throwable failure, RoutingContext routing) {
    String traceId = TraceId.of(routing);
    // A client that hangs up is no fault of ours, and there is no one left to answer.
    Logger.Level level = isHangUp(failure) ? Logger.Level.DEBUG : Logger.Level.ERROR;
    LOG.logf(level, failure, "request %s failed", traceId);
    return outcome(ErrorCode.INTERNAL, List.of(traceId), List.of(), Map.of(), routing);
  }

  private static boolean isHangUp(Throwable failure) {
    return failure instanceof HttpClosedException || failure instanceof ClosedChannelException;
  }

  private static ErrorResponse outcome(
      ErrorCode code,
      List<Object> args,
      List<Violation> violations,
      Map<String, String> headers,
      RoutingContext routing) {
    return new ErrorResponse(
        code,
        args,
        violations,
        headers,
        Languages.of(routing),
        TraceId.of(routing),
        RequestShape.of(routing));
  }

  private static ErrorCode codeOf(int status, boolean contentTypeMalformed) {
    return switch (status) {
      case 400 ->
          contentTypeMalformed
              ? ErrorCode.CONTENT_TYPE_NOT_SUPPORTED
              : ErrorCode.INVALID_PARAMETERS;
      case 404 -> ErrorCode.NOT_FOUND;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 406 -> ErrorCode.NOT_ACCEPTABLE;
      case 415 -> ErrorCode.CONTENT_TYPE_NOT_SUPPORTED;
      default -> status < 500 ? ErrorCode.INVALID_PARAMETERS : ErrorCode.INTERNAL;
    };
  }

  private static boolean isContentTypeMalformed(RoutingContext routing) {
    String contentType = routing.request().getHeader(HttpHeaders.CONTENT_TYPE);
    try {
      return contentType != null && MediaType.valueOf(contentType) == null;
    } catch (IllegalArgumentException malformed) {
      return true;
    }
  }
}
