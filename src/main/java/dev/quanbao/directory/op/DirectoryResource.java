package dev.quanbao.directory.op;

import dev.quanbao.access.CurrentCall;
import dev.quanbao.access.Permission;
import dev.quanbao.access.RequiresPermission;
import dev.quanbao.directory.Companies;
import dev.quanbao.directory.Company;
import dev.quanbao.directory.NamedItem;
import dev.quanbao.platform.wire.Envelope;
import dev.quanbao.platform.wire.Envelopes;
import dev.quanbao.platform.wire.JsonRequest;
import dev.quanbao.platform.wire.OpaqueId;
import io.smallrye.mutiny.Uni;
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

/** A company's lists on {@code /op/v2}: 2.11 and 2.12. */
@Path("/op/v2")
@Tag(name = "公司 directory")
public class DirectoryResource {

  private final Companies companies;
  private final Envelopes envelopes;
  private final CurrentCall call;

  DirectoryResource(Companies companies, Envelopes envelopes, CurrentCall call) {
    this.companies = companies;
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

  private Uni<Envelope<List<NamedItem>>> list(
      ByCompany request, Function<Company, List<NamedItem>> list) {
    return companies
        .visible(Objects.requireNonNull(request.companyId()), call.caller())
        .map(list)
        .map(envelopes::ok);
  }
}
