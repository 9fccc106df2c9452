package dev.quanbao.job.v3;

import dev.quanbao.access.Caller;
import dev.quanbao.access.CurrentCall;
import dev.quanbao.access.Permission;
import dev.quanbao.access.RequiresPermission;
import dev.quanbao.job.Job;
import dev.quanbao.job.JobControl;
import dev.quanbao.job.Jobs;
import dev.quanbao.platform.idempotency.Idempotent;
import dev.quanbao.platform.wire.Languages;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Jobs on {@code /v3}: look at them, follow them, end them, try again what was refused. */
@Path("/v3/jobs/{id}")
@Tag(name = "任务 jobs")
public class JobResource {

  private final Jobs jobs;
  private final JobControl control;
  private final JobFeed feed;
  private final CurrentCall call;
  private final RoutingContext routing;
  private final Clock clock;

  JobResource(
      Jobs jobs,
      JobControl control,
      JobFeed feed,
      CurrentCall call,
      RoutingContext routing,
      Clock clock) {
    this.jobs = jobs;
    this.control = control;
    this.feed = feed;
    this.call = call;
    this.routing = routing;
    this.clock = clock;
  }

  @GET
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(summary = "a job")
  public Uni<JobView> get(@PathParam("id") String id) {
    return jobs.visible(id, call.caller()).map(this::view);
  }

  @GET
  @Path("/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(
      summary = "a job's progress, as it happens",
      description = "Events named progress, whose data is a Job; the stream ends with the job.")
  public Multi<OutboundSseEvent> events(@PathParam("id") String id, Sse sse) {
    Caller caller = call.caller();
    Locale language = Languages.of(routing);
    return feed.of(id, caller)
        .map(job ->
            sse.newEventBuilder()
                .name("progress")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(JobView.class, JobView.of(job, language, clock.instant()))
                .build());
  }

  @POST
  @Path("/cancel")
  @Idempotent
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(summary = "end a job early", description = "What is done stays done.")
  public Uni<JobView> cancel(@PathParam("id") String id) {
    return control.cancel(id, call.caller()).map(this::view);
  }

  @POST
  @Path("/retry")
  @Idempotent
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(
      summary = "try again what was refused",
      description = "The same job takes up the refused items only, or goes on where it broke.")
  public Uni<Response> retry(@PathParam("id") String id) {
    return control
        .retry(id, call.caller())
        .map(job -> Response.accepted(view(job)).type(MediaType.APPLICATION_JSON_TYPE).build());
  }

  private JobView view(Job job) {
    return JobView.of(job, Languages.of(routing), clock.instant());
  }
}
