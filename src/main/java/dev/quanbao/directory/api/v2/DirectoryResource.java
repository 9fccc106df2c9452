package dev.quanbao.directory.api.v2;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.directory.ReadDirectory;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.directory.model.StaffMember;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.envelope.Envelope;
import dev.quanbao.platform.http.envelope.Envelopes;
import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.http.page.PageInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A company's lists and staff on {@code /op/v2}: 2.11, 2.12, 2.14, 2.15 and 2.18. */
@Path("/op/v2")
@Tag(name = "公司 directory")
public class DirectoryResource {

  /** How many members 2.15 shows at most; its answer has no pages, and a longer list is cut. */
  private static final int GROUP_LIMIT = 10_000;

  private static final int DEFAULT_PAGE_SIZE = 20;
  private static final int MAX_PAGE_SIZE = 200;
  private static final int MAX_PAGE_NO = 10_000;

  private final ReadDirectory directory;
  private final Envelopes envelopes;
  private final CurrentCall call;

  DirectoryResource(ReadDirectory directory, Envelopes envelopes, CurrentCall call) {
    this.directory = directory;
    this.envelopes = envelopes;
    this.call = call;
  }

  /** Names a company. */
  @JsonRequest
  @Schema(name = "ByCompanyId", examples = "{\"CompanyId\": \"x1111111111\"}")
  public record ByCompany(
      @Schema(description = "公司ID") @NotNull @OpaqueId @Nullable String companyId) {}

  @POST
  @Path("/getProductKindsByCompanyId")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(summary = "2.11 根据公司id获取品类", description = "The company's product kinds.")
  public Uni<Envelope<List<NamedItem>>> productKinds(ByCompany request) {
    return list(request, Company::productKinds);
  }

  @POST
  @Path("/getUseChannelsByCompanyId")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(summary = "2.12 根据公司id获取渠道", description = "The company's channels.")
  public Uni<Envelope<List<NamedItem>>> useChannels(ByCompany request) {
    return list(request, Company::useChannels);
  }

  @POST
  @Path("/getGroupsByCompanyId")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(summary = "2.14 根据公司id获取组", description = "The company's groups of staff.")
  public Uni<Envelope<List<NamedItem>>> groups(ByCompany request) {
    return list(request, Company::groups);
  }

  /** Names a group of a company's staff. */
  @JsonRequest
  @Schema(
      name = "ByCompanyIdAndGroupId",
      examples =
          "{\"CompanyId\": \"x1111111111\", \"GroupId\": \"a7d3c2e1f0b94856a1b2c3d4e5f60718\"}")
  public record ByGroup(
      @Schema(description = "公司ID") @NotNull @OpaqueId @Nullable String companyId,
      @Schema(description = "组ID") @NotNull @OpaqueId @Nullable String groupId) {}

  /** Names a page of a company's staff. */
  @JsonRequest
  @Schema(name = "GetStaffByCompanyId", examples = "{\"CompanyId\": \"x1111111111\"}")
  public record StaffPage(
      @Schema(description = "公司ID") @NotNull @OpaqueId @Nullable String companyId,
      @Schema(description = "page, from 1", examples = "1") @Min(1) @Max(MAX_PAGE_NO)
          @Nullable Integer pageNo,
      @Schema(description = "items a page; 20 unless given", examples = "20")
          @Min(1)
          @Max(MAX_PAGE_SIZE)
          @Nullable Integer pageSize) {}

  /** A member of the staff. */
  @Schema(name = "Staff")
  @RegisterForReflection
  public record StaffView(
      @Schema(description = "员工ID") String id,
      @Schema(description = "姓名") String name,
      @Schema(description = "组ID") @Nullable String groupId) {

    static StaffView of(StaffMember member) {
      return new StaffView(member.staffId(), member.name(), member.groupId());
    }
  }

  @POST
  @Path("/getStaffByCompanyIdAndGroupId")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(
      summary = "2.15 根据公司id和组id获取员工",
      description = "The staff of one group, at most 10,000; none of an unknown group.")
  public Uni<Envelope<List<StaffView>>> staffOfGroup(ByGroup request) {
    String groupId = Objects.requireNonNull(request.groupId());
    return directory
        .findGroup(Objects.requireNonNull(request.companyId()), groupId, GROUP_LIMIT, call.caller())
        .map(DirectoryResource::views)
        .map(envelopes::ok);
  }

  @POST
  @Path("/getStaffByCompanyId")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(summary = "2.18 根据公司id获取员工", description = "The company's staff, page by page.")
  public Uni<Envelope<List<StaffView>>> staff(StaffPage request) {
    int pageNo = request.pageNo() == null ? 1 : request.pageNo();
    int pageSize = request.pageSize() == null ? DEFAULT_PAGE_SIZE : request.pageSize();
    return directory
        .findStaff(Objects.requireNonNull(request.companyId()), pageNo, pageSize, call.caller())
        .map(found ->
            envelopes.paged(views(found.items()), PageInfo.of(pageNo, pageSize, found.total())));
  }

  private static List<StaffView> views(List<StaffMember> members) {
    return members.stream().map(StaffView::of).toList();
  }

  private Uni<Envelope<List<NamedItem>>> list(
      ByCompany request, Function<Company, List<NamedItem>> list) {
    return directory
        .findCompany(Objects.requireNonNull(request.companyId()), call.caller())
        .map(list)
        .map(envelopes::ok);
  }
}
