package dev.quanbao.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quanbao.platform.http.body.UnreadBody;
import dev.quanbao.platform.http.error.Answer;
import dev.quanbao.platform.http.error.ErrorMapper;
import dev.quanbao.platform.http.error.ErrorResponse;
import dev.quanbao.platform.http.header.TraceId;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/**
 * What happens around all resources: every answer carries its trace id, a failure that never
 * reached a resource is answered like any other, and a body that was not read doesn't stop the
 * connection.
 */
@Singleton
public final class EdgeRoutes {

  // Before the framework's own last resort, whose pages say too much and in another form.
  private static final int NEARLY_LAST = Integer.MAX_VALUE - 1;
  private static final int FIRST = 10_000;

  private final ErrorMapper outcomes;
  private final ObjectMapper json;

  EdgeRoutes(ErrorMapper outcomes, ObjectMapper json) {
    this.outcomes = outcomes;
    this.json = json;
  }

  void trace(@Observes Filters filters) {
    filters.register(EdgeRoutes::trace, FIRST);
  }

  void catchAll(@Observes Router router) {
    router
        .route()
        .order(NEARLY_LAST)
        .handler(routing -> answer(outcomes.ofStatus(404, routing), routing))
        .failureHandler(this::failed);
  }

  private static void trace(RoutingContext routing) {
    String id = TraceId.of(routing);
    // Handlers further in read the header: they find the id that is in force.
    routing.request().headers().set(TraceId.HEADER, id);
    routing.response().putHeader(TraceId.HEADER, id);
    routing.addEndHandler(answered -> UnreadBody.drop(routing.request()));
    routing.next();
  }

  private void failed(RoutingContext routing) {
    Throwable failure = routing.failure();
    boolean hasStatus = routing.statusCode() > 0 && routing.statusCode() < 500;
    answer(
        failure == null || hasStatus
            ? outcomes.ofStatus(routing.statusCode(), routing)
            : outcomes.of(failure, routing),
        routing);
  }

  private void answer(ErrorResponse outcome, RoutingContext routing) {
    HttpServerResponse response = routing.response();
    if (response.ended() || response.headWritten()) {
      // Too late for an answer; the client sees a body cut short, and not one that looks whole.
      response.reset();
      return;
    }
    Answer answer = outcomes.render(outcome, routing.request().path());
    answer.headers().forEach(response::putHeader);
    outcome.headers().forEach(response::putHeader);
    response
        .setStatusCode(answer.status())
        .putHeader(TraceId.HEADER, outcome.traceId())
        .putHeader(HttpHeaderNames.CONTENT_TYPE, answer.mediaType())
        .end(body(answer));
  }

  private Buffer body(Answer answer) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(answer.body()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
