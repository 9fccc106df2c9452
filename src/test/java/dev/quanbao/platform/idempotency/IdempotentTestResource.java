package dev.quanbao.platform.idempotency;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.platform.http.json.JsonRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** An interface that answers with the status it is told, and remembers its operations. */
@Singleton
@Path("/op/v2/idempotent-test")
class IdempotentTestResource {

  /** The status to answer with. */
  @JsonRequest
  record Wish(@Nullable Integer status) {}

  /** A new thing. */
  record Made(int number, @Nullable String secret) implements ShownOnce {
    @Override
    public Object withoutSecret() {
      return new Made(number, null);
    }
  }

  final Queue<String> operations = new ConcurrentLinkedQueue<>();

  private final CurrentCall call;

  IdempotentTestResource(CurrentCall call) {
    this.call = call;
  }

  @POST
  @Idempotent
  @Operation(hidden = true)
  @RequiresPermission(Permission.PACKAGE_READ)
  public Uni<Response> make(Wish wish) {
    operations.add(call.caller().operation().orElse("none"));
    return Uni.createFrom().item(() -> answer(wish.status() == null ? 201 : wish.status()));
  }

  @POST
  @Path("required")
  @Idempotent(required = true)
  @Operation(hidden = true)
  @RequiresPermission(Permission.PACKAGE_READ)
  public Uni<Made> required(Wish wish) {
    return Uni.createFrom().item(new Made(1, null));
  }

  private Response answer(int status) {
    if (status >= 500) {
      throw new IllegalStateException("told to");
    }
    return Response.status(status)
        .location(URI.create("/things/1"))
        .entity(new Made(operations.size(), "s3cret"))
        .build();
  }
}
