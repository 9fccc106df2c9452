package dev.quanbao.directory.api.v3;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.directory.ChangeCompany;
import dev.quanbao.directory.ReadDirectory;
import dev.quanbao.directory.api.v3.DirectoryRequests.PutItem;
import dev.quanbao.directory.api.v3.DirectoryRequests.PutTheme;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.CompanyList;
import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.platform.http.header.IfMatch;
import dev.quanbao.platform.http.json.JsonList;
import dev.quanbao.platform.idempotency.Idempotent;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A company's lists on {@code /v3}: each is read and replaced as a whole, at most 10,000 items. */
@Path("/v3")
@Tag(name = "directory")
public class CompanyListResource {

  private static final String JSON = "application/json";
  private static final String REPLACES =
      "Replaces the whole list; readers see the old one or the new one.";
  private static final String READS = "The whole list, in the order it was put.";

  private final ReadDirectory directory;
  private final ChangeCompany change;
  private final CurrentCall call;

  CompanyListResource(ReadDirectory directory, ChangeCompany change, CurrentCall call) {
    this.directory = directory;
    this.change = change;
    this.call = call;
  }

  @GET
  @Path("/companies/{companyId}/product-kinds")
  @RequiresPermission({Permission.PACKAGE_READ, Permission.DIRECTORY})
  @Operation(operationId = "getProductKinds", summary = "品类: product kinds", description = READS)
  public Uni<RestResponse<List<NamedItem>>> productKinds(@PathParam("companyId") String companyId) {
    return get(companyId, CompanyList.PRODUCT_KINDS);
  }

  @PUT
  @Path("/companies/{companyId}/product-kinds")
  @RequiresPermission(Permission.DIRECTORY)
  @Idempotent
  @Operation(
      operationId = "putProductKinds",
      summary = "品类: product kinds, replaced",
      description = REPLACES)
  public Uni<RestResponse<List<NamedItem>>> putProductKinds(
      @PathParam("companyId") String companyId,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @RequestBody(
              content =
                  @Content(
                      mediaType = JSON,
                      schema = @Schema(type = SchemaType.ARRAY, implementation = PutItem.class)))
          JsonList<PutItem> list) {
    List<NamedItem> items = list.items().stream().map(PutItem::toItem).toList();
    return put(companyId, CompanyList.PRODUCT_KINDS, items, ifMatch);
  }

  @GET
  @Path("/companies/{companyId}/use-channels")
  @RequiresPermission({Permission.PACKAGE_READ, Permission.DIRECTORY})
  @Operation(operationId = "getUseChannels", summary = "渠道: channels", description = READS)
  public Uni<RestResponse<List<NamedItem>>> useChannels(@PathParam("companyId") String companyId) {
    return get(companyId, CompanyList.USE_CHANNELS);
  }

  @PUT
  @Path("/companies/{companyId}/use-channels")
  @RequiresPermission(Permission.DIRECTORY)
  @Idempotent
  @Operation(
      operationId = "putUseChannels",
      summary = "渠道: channels, replaced",
      description = REPLACES)
  public Uni<RestResponse<List<NamedItem>>> putUseChannels(
      @PathParam("companyId") String companyId,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @RequestBody(
              content =
                  @Content(
                      mediaType = JSON,
                      schema = @Schema(type = SchemaType.ARRAY, implementation = PutItem.class)))
          JsonList<PutItem> list) {
    List<NamedItem> items = list.items().stream().map(PutItem::toItem).toList();
    return put(companyId, CompanyList.USE_CHANNELS, items, ifMatch);
  }

  @GET
  @Path("/companies/{companyId}/groups")
  @RequiresPermission({Permission.PACKAGE_READ, Permission.DIRECTORY})
  @Operation(operationId = "getGroups", summary = "组: groups of the staff", description = READS)
  public Uni<RestResponse<List<NamedItem>>> groups(@PathParam("companyId") String companyId) {
    return get(companyId, CompanyList.GROUPS);
  }

  @PUT
  @Path("/companies/{companyId}/groups")
  @RequiresPermission(Permission.DIRECTORY)
  @Idempotent
  @Operation(
      operationId = "putGroups",
      summary = "组: groups of the staff, replaced",
      description = REPLACES)
  public Uni<RestResponse<List<NamedItem>>> putGroups(
      @PathParam("companyId") String companyId,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @RequestBody(
              content =
                  @Content(
                      mediaType = JSON,
                      schema = @Schema(type = SchemaType.ARRAY, implementation = PutItem.class)))
          JsonList<PutItem> list) {
    List<NamedItem> items = list.items().stream().map(PutItem::toItem).toList();
    return put(companyId, CompanyList.GROUPS, items, ifMatch);
  }

  @GET
  @Path("/companies/{companyId}/themes")
  @RequiresPermission({Permission.PACKAGE_READ, Permission.DIRECTORY})
  @Operation(operationId = "getThemes", summary = "主题: themes", description = READS)
  public Uni<RestResponse<List<NamedItem>>> themes(@PathParam("companyId") String companyId) {
    return get(companyId, CompanyList.THEMES);
  }

  @PUT
  @Path("/companies/{companyId}/themes")
  @RequiresPermission(Permission.DIRECTORY)
  @Idempotent
  @Operation(operationId = "putThemes", summary = "主题: themes, replaced", description = REPLACES)
  public Uni<RestResponse<List<NamedItem>>> putThemes(
      @PathParam("companyId") String companyId,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @RequestBody(
              content =
                  @Content(
                      mediaType = JSON,
                      schema = @Schema(type = SchemaType.ARRAY, implementation = PutTheme.class)))
          JsonList<PutTheme> list) {
    List<NamedItem> items = list.items().stream().map(PutTheme::toItem).toList();
    return put(companyId, CompanyList.THEMES, items, ifMatch);
  }

  private Uni<RestResponse<List<NamedItem>>> get(String companyId, CompanyList list) {
    return directory.findCompany(companyId, call.caller()).map(company -> answer(company, list));
  }

  private Uni<RestResponse<List<NamedItem>>> put(
      String companyId, CompanyList list, List<NamedItem> items, @Nullable String ifMatch) {
    return change
        .replace(companyId, list, items, IfMatch.of(ifMatch)::require, call.caller())
        .map(company -> answer(company, list));
  }

  private static RestResponse<List<NamedItem>> answer(Company company, CompanyList list) {
    return Answers.of(list.itemsOf(company), company.revision(list.part()));
  }
}
