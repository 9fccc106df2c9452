package dev.quanbao.platform.wire;

import dev.quanbao.access.Permission;
import dev.quanbao.access.RequiresPermission;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The edge of the resource-oriented surface. */
@Path("/v3/wire-test")
class WireTestProblems {

  @POST
  @Operation(hidden = true)
  @RequiresPermission(Permission.PACKAGE_READ)
  public Uni<String> create(WireRequest request) {
    return Uni.createFrom().item(request.name());
  }
}
