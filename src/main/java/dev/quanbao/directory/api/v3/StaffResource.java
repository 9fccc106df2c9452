package dev.quanbao.directory.api.v3;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.directory.ReadDirectory;
import dev.quanbao.directory.ReplaceStaff;
import dev.quanbao.directory.api.v3.DirectoryRequests.PutStaffMember;
import dev.quanbao.directory.model.CompanyPart;
import dev.quanbao.directory.model.StaffMember;
import dev.quanbao.platform.http.body.Spooled;
import dev.quanbao.platform.http.body.SpooledBody;
import dev.quanbao.platform.http.header.IfMatch;
import dev.quanbao.platform.http.json.RecordReader;
import dev.quanbao.platform.idempotency.Idempotent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A company's staff (员工) on {@code /v3}: read and replaced as a whole, at most 200,000 members. */
@Path("/v3")
@Tag(name = "directory")
public class StaffResource {

  private static final String JSON = "application/json";
  private static final String CSV = "text/csv";
  private static final int READ_AT_ONCE = 1_000;

  private final ReadDirectory directory;
  private final ReplaceStaff replaceStaff;
  private final RecordReader records;
  private final CurrentCall call;

  StaffResource(
      ReadDirectory directory, ReplaceStaff replaceStaff, RecordReader records, CurrentCall call) {
    this.directory = directory;
    this.replaceStaff = replaceStaff;
    this.records = records;
    this.call = call;
  }

  /** A member of the staff. */
  @Schema(name = "StaffMember")
  @RegisterForReflection
  public record StaffView(
      @Schema(description = "OP ID") String id,
      @Schema(description = "shown to people") String name,
      @Schema(description = "组") @Nullable String groupId) {

    static StaffView of(StaffMember member) {
      return new StaffView(member.staffId(), member.name(), member.groupId());
    }
  }

  /** How many members a list has. */
  @Schema(name = "StaffCount")
  @RegisterForReflection
  public record StaffCountView(@Schema(description = "how many there are now") int count) {}

  @GET
  @Path("/companies/{companyId}/staff")
  @Produces(JSON)
  @RequiresPermission({Permission.PACKAGE_READ, Permission.DIRECTORY})
  @Operation(
      operationId = "getStaff",
      summary = "员工: the staff",
      description = "The whole list as one JSON array, in the order it was put.")
  @APIResponse(
      responseCode = "200",
      description = "the whole list",
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = StaffView.class)))
  public Multi<StaffView> get(@PathParam("companyId") String companyId) {
    return RestMulti.fromUniResponse(
        directory.findCompany(companyId, call.caller()),
        company ->
            directory
                .readStaff(company, READ_AT_ONCE)
                .onItem()
                .<StaffMember>disjoint()
                .map(StaffView::of),
        company -> Map.of("ETag", List.of(IfMatch.tag(company.revision(CompanyPart.STAFF)))));
  }

  @PUT
  @Path("/companies/{companyId}/staff")
  @RequiresPermission(Permission.DIRECTORY)
  @Spooled({JSON, CSV})
  @Idempotent
  @Operation(
      operationId = "putStaff",
      summary = "员工: the staff, replaced",
      description =
          "Replaces the whole list; readers see the old one or the new one. CSV has a header that"
              + " names the columns id, name and, if need be, groupId, and one member a line.")
  public Uni<RestResponse<StaffCountView>> put(
      @PathParam("companyId") String companyId,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @RequestBody(
              content = {
                @Content(
                    mediaType = JSON,
                    schema =
                        @Schema(type = SchemaType.ARRAY, implementation = PutStaffMember.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
              })
          SpooledBody body) {
    Caller caller = call.caller();
    Consumer<@Nullable Long> condition = IfMatch.of(ifMatch)::require;
    var list = new StaffList(body, body.mediaType().equals(CSV), records);
    return list.check()
        .chain(() ->
            replaceStaff.replace(companyId, list.members(ReplaceStaff.BATCH), condition, caller))
        .map(company ->
            Answers.of(
                new StaffCountView(company.roster().count()), company.revision(CompanyPart.STAFF)));
  }
}
