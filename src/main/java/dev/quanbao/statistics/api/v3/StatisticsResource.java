package dev.quanbao.statistics.api.v3;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.statistics.CompileStatistics;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Statistics (统计) of packages on {@code /v3}. */
@Path("/v3")
@Tag(name = "packages")
public class StatisticsResource {

  private final CompileStatistics compileStatistics;
  private final CurrentCall call;

  StatisticsResource(CompileStatistics compileStatistics, CurrentCall call) {
    this.compileStatistics = compileStatistics;
    this.call = call;
  }

  @GET
  @Path("/packages/{id}/stats")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(
      operationId = "getPackageStatistics",
      summary = "统计: a package in numbers",
      description =
          "Exact as of the moment it names, which is that of the request, and never a scan of the"
              + " tickets.")
  public Uni<StatisticsView> statistics(@PathParam("id") String id) {
    return compileStatistics.compile(id, call.caller()).map(StatisticsView::of);
  }
}
