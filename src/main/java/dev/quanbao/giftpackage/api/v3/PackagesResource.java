package dev.quanbao.giftpackage.api.v3;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.giftpackage.FindPackages;
import dev.quanbao.giftpackage.api.PackageNames;
import dev.quanbao.giftpackage.codes.ImportCodes;
import dev.quanbao.job.JobQueue;
import dev.quanbao.job.api.v3.JobAnswers;
import dev.quanbao.platform.http.body.Spooled;
import dev.quanbao.platform.http.body.SpooledBody;
import dev.quanbao.platform.idempotency.Idempotent;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Packages and the import of their codes on {@code /v3}. */
@Path("/v3")
@Tag(name = "packages")
public class PackagesResource {

  private static final int MAX_LINE = 256;
  private static final String HEADER = "aliasCode";

  private final FindPackages findPackages;
  private final ImportCodes importCodes;
  private final JobAnswers answers;
  private final CurrentCall call;

  PackagesResource(
      FindPackages findPackages, ImportCodes importCodes, JobAnswers answers, CurrentCall call) {
    this.findPackages = findPackages;
    this.importCodes = importCodes;
    this.answers = answers;
    this.call = call;
  }

  @GET
  @Path("/packages/{id}")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(operationId = "getPackage", summary = "礼包: a package")
  public Uni<PackageView> get(@PathParam("id") String id) {
    Caller caller = call.caller();
    return findPackages.find(id, caller).map(shown -> PackageView.of(shown, caller.now()));
  }

  @POST
  @Path("/packages/{id}/codes")
  @Spooled("text/csv")
  @RequiresPermission(Permission.PACKAGE_WRITE)
  @Idempotent
  @Operation(
      operationId = "importCodes",
      summary = "自定义编号: hand in alias codes",
      description =
          "A code a line, a header aliasCode allowed. A job makes a child of each; those that can't"
              + " be used are told by their line.")
  public Uni<Response> importCodes(@PathParam("id") String id, SpooledBody body) {
    return importCodes
        .order(
            id,
            JobQueue.jobIdFor(call.caller()),
            body.lines(ImportCodes.BATCH, MAX_LINE),
            HEADER,
            call.caller())
        .plug(order -> PackageNames.inRefusals(order, null))
        .map(answers::accepted);
  }
}
