package dev.quanbao.claim.api.v3;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.claim.ListCopies;
import dev.quanbao.platform.http.Parameters;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The export of a package's codes on {@code /v3}, streamed as fast as the client reads it. */
@Path("/v3")
@Tag(name = "packages")
public class CodesResource {

  private final ListCopies copies;
  private final CurrentCall call;

  CodesResource(ListCopies copies, CurrentCall call) {
    this.copies = copies;
    this.call = call;
  }

  @GET
  @Path("/packages/{id}/codes")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(
      operationId = "exportCodes",
      summary = "子礼包: all copies' codes",
      description =
          "CSV with the header packageCode,aliasCode,claimed, or one JSON array of such objects.")
  @APIResponse(
      responseCode = "200",
      description = "all of them, in one stream",
      content = {
        @Content(mediaType = "text/csv"),
        @Content(mediaType = "application/json", schema = @Schema(implementation = Object.class))
      })
  public Multi<byte[]> export(
      @PathParam("id") String id,
      @Parameter(description = "json unless given") @QueryParam("format") @Nullable String format,
      @Parameter(description = "only claimed ones (true), or only those that aren't (false)")
          @QueryParam("claimed")
          @Nullable String claimed) {
    var parameters = new Parameters();
    CodesFormat as = parameters.constant("format", upper(format), CodesFormat.class);
    Boolean only = parameters.flag("claimed", claimed);
    parameters.refuseIfAny();
    CodesFormat chosen = as == null ? CodesFormat.JSON : as;
    // A package that doesn't exist is refused before the first byte is sent.
    return RestMulti.fromUniResponse(
        copies.undeleted(id, call.caller()),
        parent -> chosen.write(copies.all(parent, only)),
        parent -> Map.of("Content-Type", List.of(chosen.contentType())));
  }

  private static @Nullable String upper(@Nullable String format) {
    return format == null ? null : format.toUpperCase(Locale.ROOT);
  }
}
