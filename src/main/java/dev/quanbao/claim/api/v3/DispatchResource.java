package dev.quanbao.claim.api.v3;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.claim.StartDispatch;
import dev.quanbao.claim.StartDispatch.Users;
import dev.quanbao.job.api.v3.JobAnswers;
import dev.quanbao.job.model.Job;
import dev.quanbao.platform.http.Parameters;
import dev.quanbao.platform.http.body.Spooled;
import dev.quanbao.platform.http.body.SpooledBody;
import dev.quanbao.platform.http.json.RecordReader;
import dev.quanbao.platform.idempotency.Idempotent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Dispatches on {@code /v3}: a copy for each user of an uploaded list. */
@Path("/v3")
@Tag(name = "dispatches")
public class DispatchResource {

  private static final String CSV = "text/csv";
  private static final String JSON = "application/json";
  private static final int JSON_BYTES = 1 << 20;
  private static final int MAX_LINE = 256;
  private static final String HEADER = "userId";
  private static final String USER_IDS = "userIds";

  private final StartDispatch startDispatch;
  private final RecordReader records;
  private final JobAnswers answers;
  private final CurrentCall call;

  DispatchResource(
      StartDispatch startDispatch, RecordReader records, JobAnswers answers, CurrentCall call) {
    this.startDispatch = startDispatch;
    this.records = records;
    this.answers = answers;
    this.call = call;
  }

  @POST
  @Path("/packages/{id}/dispatches")
  @Spooled({JSON, CSV})
  @RequiresPermission(Permission.CLAIM)
  @Idempotent
  @Operation(
      operationId = "dispatchPackage",
      summary = "派发: claim a copy for each of many users",
      description =
          "A job does it. JSON is {userIds, senderId} of at most 1 MiB; CSV is a user a line, a"
              + " header userId allowed, of any length. A user named twice is served once; each of"
              + " the lines counts as done.")
  public Uni<Response> dispatch(
      @PathParam("id") String id,
      @Parameter(description = "who sends them; for CSV") @QueryParam("senderId")
          @Nullable String senderId,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      SpooledBody body) {
    return (contentType.toLowerCase(Locale.ROOT).startsWith(CSV)
            ? startFromLines(id, senderId, body)
            : startFromJson(id, body))
        .map(answers::accepted);
  }

  private Uni<Job> startFromLines(String id, @Nullable String senderId, SpooledBody body) {
    var parameters = new Parameters();
    String sender = parameters.opaqueId("senderId", senderId);
    if (sender == null) {
      parameters.violation("senderId", "violation.required");
    }
    parameters.refuseIfAny();
    return startDispatch.start(
        id,
        Objects.requireNonNull(sender),
        new Users(body.lines(StartDispatch.BATCH, MAX_LINE), HEADER, USER_IDS),
        call.caller());
  }

  private Uni<Job> startFromJson(String id, SpooledBody body) {
    return body.whole(JSON_BYTES)
        .map(bytes -> records.read(NewDispatch.class, bytes))
        .chain(wanted ->
            startDispatch.start(
                id,
                Objects.requireNonNull(wanted.senderId()),
                new Users(batches(Objects.requireNonNull(wanted.userIds())), null, USER_IDS),
                call.caller()));
  }

  private static Multi<List<String>> batches(List<String> userIds) {
    return Multi.createFrom().iterable(userIds).group().intoLists().of(StartDispatch.BATCH);
  }
}
