package dev.quanbao.job.api.v3;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.job.CancelJob;
import dev.quanbao.job.FindJobs;
import dev.quanbao.job.RetryJob;
import dev.quanbao.platform.http.Parameters;
import dev.quanbao.platform.http.header.Languages;
import dev.quanbao.platform.http.page.CursorPage;
import dev.quanbao.platform.http.page.Cursors;
import dev.quanbao.platform.idempotency.Idempotent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Jobs on {@code /v3}: show them, follow them, cancel them, retry what was refused. */
@Path("/v3")
@Tag(name = "任务 jobs")
public class JobResource {

  private final FindJobs findJobs;
  private final CancelJob cancelJob;
  private final RetryJob retryJob;
  private final JobFeed feed;
  private final Cursors cursors;
  private final CurrentCall call;
  private final JobAnswers answers;
  private final RoutingContext routing;
  private final Clock clock;

  JobResource(
      FindJobs findJobs,
      CancelJob cancelJob,
      RetryJob retryJob,
      JobFeed feed,
      Cursors cursors,
      CurrentCall call,
      JobAnswers answers,
      RoutingContext routing,
      Clock clock) {
    this.findJobs = findJobs;
    this.cancelJob = cancelJob;
    this.retryJob = retryJob;
    this.feed = feed;
    this.cursors = cursors;
    this.call = call;
    this.answers = answers;
    this.routing = routing;
    this.clock = clock;
  }

  @GET
  @Path("/jobs/{id}")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(operationId = "getJob", summary = "任务: a job")
  public Uni<JobView> get(@PathParam("id") String id) {
    return findJobs.find(id, call.caller()).map(answers::view);
  }

  @GET
  @Path("/jobs")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(
      operationId = "listJobs",
      summary = "任务: the jobs of a package",
      description = "The latest first.")
  public Uni<CursorPage<JobView>> list(
      @Parameter(description = "of which package", required = true) @QueryParam("packageId")
          @Nullable String packageId,
      @QueryParam(Parameters.LIMIT) @Nullable String limit,
      @QueryParam(Cursors.PARAMETER) @Nullable String cursor) {
    var parameters = new Parameters();
    int most = parameters.limit(limit);
    String of = parameters.opaqueId("packageId", packageId);
    if (of == null) {
      parameters.violation("packageId", "violation.required");
    }
    parameters.refuseIfAny();
    Cursors.Scope scope = cursors.scope("jobs", of);
    Instant before =
        scope
            .read(cursor)
            .map(values -> Instant.ofEpochMilli(Long.parseLong(values.getFirst())))
            .orElse(null);
    return findJobs
        .findByPackage(Objects.requireNonNull(of), before, most + 1, call.caller())
        .map(found ->
            CursorPage.of(found, most, last -> scope.behind(last.createdAt().toEpochMilli()))
                .map(answers::view));
  }

  @GET
  @Path("/jobs/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(
      operationId = "followJob",
      summary = "a job's progress, as it happens",
      description = "Events named progress, whose data is a Job; the stream ends with the job.")
  public Multi<OutboundSseEvent> events(@PathParam("id") String id, Sse sse) {
    Caller caller = call.caller();
    Locale language = Languages.of(routing);
    return feed.follow(id, caller)
        .map(job ->
            sse.newEventBuilder()
                .name("progress")
                .data(JobView.class, JobView.of(job, language, clock.instant()))
                .build());
  }

  @POST
  @Path("/jobs/{id}/cancel")
  @Idempotent
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(
      operationId = "cancelJob",
      summary = "end a job early",
      description = "What is done stays done.")
  public Uni<JobView> cancel(@PathParam("id") String id) {
    return cancelJob.cancel(id, call.caller()).map(answers::view);
  }

  @POST
  @Path("/jobs/{id}/retry")
  @Idempotent
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Operation(
      operationId = "retryJob",
      summary = "try again what was refused",
      description = "The same job takes up the refused items only, or goes on where it broke.")
  public Uni<Response> retry(@PathParam("id") String id) {
    return retryJob.retry(id, call.caller()).map(answers::accepted);
  }
}
