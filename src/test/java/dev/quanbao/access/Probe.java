package dev.quanbao.access;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.Open;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Interfaces that only the tests of this package have. */
@ApplicationScoped
@Path("/op/v2")
public class Probe {

  private final CurrentCall call;

  Probe(CurrentCall call) {
    this.call = call;
  }

  @POST
  @Path("signFilterTestRead")
  @RequiresPermission({Permission.PACKAGE_READ, Permission.CLAIM})
  public Uni<Response> read() {
    Caller caller = call.caller();
    return Uni.createFrom()
        .item(
            Response.ok()
                .header("Probe-Client", caller.clientId())
                .header("Probe-Companies", caller.companies())
                .header("Probe-Now", caller.now())
                .header("Probe-Request", caller.requestId())
                .build());
  }

  @POST
  @Path("signFilterTestAdmin")
  @RequiresPermission(Permission.CLIENT_ADMIN)
  public Uni<String> admin() {
    return Uni.createFrom().item("unreachable");
  }

  @POST
  @Path("signFilterTestForgotten")
  public Uni<String> forgotten() {
    return Uni.createFrom().item("unreachable");
  }

  @POST
  @Path("signFilterTestOpen")
  @Open(because = "a test needs one")
  public Uni<String> open() {
    return Uni.createFrom().item("answered to everyone");
  }
}
