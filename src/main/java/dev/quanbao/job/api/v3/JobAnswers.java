package dev.quanbao.job.api.v3;

import dev.quanbao.job.model.Job;
import dev.quanbao.platform.http.header.Languages;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;

/** Renders jobs in the language of the request, also for the features that queue them. */
@RequestScoped
public class JobAnswers {

  private final RoutingContext routing;
  private final Clock clock;

  JobAnswers(RoutingContext routing, Clock clock) {
    this.routing = routing;
    this.clock = clock;
  }

  JobView view(Job job) {
    return JobView.of(job, Languages.of(routing), clock.instant());
  }

  /** 202 with the job that does what was requested. */
  public Response accepted(Job job) {
    return Response.accepted(view(job))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .location(URI.create("/v3/jobs/" + job.id()))
        .build();
  }
}
