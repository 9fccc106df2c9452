package dev.quanbao.platform.wire;

import dev.quanbao.access.CurrentCall;
import dev.quanbao.access.Permission;
import dev.quanbao.access.RequiresPermission;
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
class SpoolTestResource {

  /** What was read. */
  record Lines(int count, String first, String last, long length, String sha256) {}

  final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
  final Queue<String> operations = new ConcurrentLinkedQueue<>();

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
