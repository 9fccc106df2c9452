package dev.quanbao.platform.http;

import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
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
