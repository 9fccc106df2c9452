package dev.quanbao.claim.api.v2;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Permission;
import dev.quanbao.claim.ListCopies;
import dev.quanbao.claim.ListCopies.Copy;
import dev.quanbao.platform.error.Messages;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.envelope.Envelope;
import dev.quanbao.platform.http.envelope.Envelopes;
import dev.quanbao.platform.http.page.PageInfo;
import dev.quanbao.platform.page.Page;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Copies of packages (子礼包) on {@code /op/v2}: 2.20, 2.24, 2.26 and 2.31. */
@Path("/op/v2")
@Tag(name = "子礼包 copies")
public class CopyResource {

  private final ListCopies copies;
  private final Envelopes envelopes;
  private final CurrentCall call;

  CopyResource(ListCopies copies, Envelopes envelopes, CurrentCall call) {
    this.copies = copies;
    this.envelopes = envelopes;
    this.call = call;
  }

  @POST
  @Path("/getChildTicketPackageCodes")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(summary = "2.20 子礼包唯一编号集合", description = "Package codes of the copies.")
  public Uni<Envelope<List<String>>> codes(CopyRequests.Codes request) {
    return find(request).map(found -> paged(request, found, Copy::code));
  }

  @POST
  @Path("/getChildTicketPackageAliasCodes")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(
      summary = "2.24 子礼包自定义编号集合",
      description = "Alias codes of the copies; where they share one code, each has that one.")
  public Uni<Envelope<List<String>>> aliasCodes(CopyRequests.Codes request) {
    return find(request).map(found -> paged(request, found, Copy::alias));
  }

  /** Answer of 2.26: the codes, or why there are none. */
  @Schema(name = "ChildCodes")
  @RegisterForReflection
  public record CodesResult(
      boolean result, @Nullable String reason, @Nullable String message, List<String> codes) {}

  @POST
  @Path("/getChildTicketPackageAliasCodesWithResult")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(
      summary = "2.26 子礼包自定义编号集合（带结果或原因）",
      description = "As 2.24; a business refusal is answered with result false and its reason.")
  public Uni<Envelope<CodesResult>> aliasCodesWithResult(CopyRequests.Codes request) {
    return find(request)
        .map(found ->
            envelopes.paged(
                new CodesResult(true, null, null, each(found, Copy::alias)),
                PageInfo.of(request.page(), found.total())))
        .onFailure(RequestRefusedException::isBusiness)
        .recoverWithItem(failure -> envelopes.ok(refused((RequestRefusedException) failure)));
  }

  @POST
  @Path("/getAnyChildTicketPackageAlias")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(
      summary = "2.31 任意一个子礼包别名",
      description = "Copies go by the name of their parent, whether or not there are any.")
  public Uni<Envelope<String>> anyAlias(CopyRequests.AnyAlias request) {
    return copies
        .undeleted(Objects.requireNonNull(request.ticketPackageId()), call.caller())
        .map(parent -> envelopes.maybe(parent.design().alias()));
  }

  private Uni<Page<Copy>> find(CopyRequests.Codes request) {
    return copies.page(
        Objects.requireNonNull(request.ticketPackageId()),
        request.claimed(),
        request.page(),
        call.caller());
  }

  private Envelope<List<String>> paged(
      CopyRequests.Codes request, Page<Copy> found, Function<Copy, String> code) {
    return envelopes.paged(each(found, code), PageInfo.of(request.page(), found.total()));
  }

  private static List<String> each(Page<Copy> found, Function<Copy, String> code) {
    return found.items().stream().map(code).toList();
  }

  private CodesResult refused(RequestRefusedException refused) {
    return new CodesResult(
        false,
        refused.code().name(),
        Messages.of(refused.code(), envelopes.language(), refused.args()),
        List.of());
  }
}
