package dev.quanbao.platform.http;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.platform.http.body.Spooled;
import dev.quanbao.platform.http.body.SpooledBody;
import dev.quanbao.platform.idempotency.Idempotent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** An interface whose body is spooled. */
@Singleton
@Path("/v3/spool-test")
public class SpoolTestResource {

  /** What was read. */
  record Lines(int count, String first, String last, long length, String sha256) {}

  public final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
  public final Queue<String> operations = new ConcurrentLinkedQueue<>();

  private final CurrentCall call;

  SpoolTestResource(CurrentCall call) {
    this.call = call;
  }

  @PUT
  @Spooled("text/csv")
  @Idempotent
  @Operation(hidden = true)
  @RequiresPermission(Permission.DIRECTORY)
  public Uni<Lines> put(SpooledBody body) {
    operations.add(call.caller().operation().orElse("none"));
    return body.lines(100, 1_000)
        .invoke(batch -> batches.add(batch.size()))
        .collect()
        .in(ArrayList<String>::new, List::addAll)
        .map(lines ->
            new Lines(
                lines.size(),
                lines.isEmpty() ? "" : lines.getFirst(),
                lines.isEmpty() ? "" : lines.getLast(),
                body.length(),
                body.sha256()));
  }
}
