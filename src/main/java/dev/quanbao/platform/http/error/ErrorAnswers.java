package dev.quanbao.platform.http.error;

import dev.quanbao.platform.error.RequestRefusedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource or a filter throws into the answer of its surface. */
@Singleton
public final class ErrorAnswers {

  private final ErrorMapper outcomes;

  ErrorAnswers(ErrorMapper outcomes) {
    this.outcomes = outcomes;
  }

  @ServerExceptionMapper
  public Response refused(RequestRefusedException refused, RoutingContext routing) {
    return answer(refused, routing);
  }

  @ServerExceptionMapper
  public Response thrown(WebApplicationException thrown, RoutingContext routing) {
    return answer(thrown, routing);
  }

  // In development the framework has a page of its own for this very class.
  @ServerExceptionMapper
  public Response notFound(NotFoundException thrown, RoutingContext routing) {
    return answer(thrown, routing);
  }

  @ServerExceptionMapper
  public Response failed(Throwable failure, RoutingContext routing) {
    return answer(failure, routing);
  }

  private Response answer(Throwable failure, RoutingContext routing) {
    ErrorResponse outcome = outcomes.of(failure, routing);
    Answer answer = outcomes.render(outcome, routing.request().path());
    var response = Response.status(answer.status()).type(answer.mediaType()).entity(answer.body());
    answer.headers().forEach(response::header);
    outcome.headers().forEach(response::header);
    return response.build();
  }
}
