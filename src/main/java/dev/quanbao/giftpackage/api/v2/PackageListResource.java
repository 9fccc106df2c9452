package dev.quanbao.giftpackage.api.v2;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.giftpackage.FindPackages;
import dev.quanbao.giftpackage.model.PackageFilter;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseStatus;
import dev.quanbao.platform.http.envelope.Envelope;
import dev.quanbao.platform.http.envelope.Envelopes;
import dev.quanbao.platform.http.json.DateInput;
import dev.quanbao.platform.http.page.PageInfo;
import dev.quanbao.platform.time.BusinessCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lists of packages and their codes on {@code /op/v2}: 2.7, 2.17 and 2.32. */
@Path("/op/v2")
@Tag(name = "礼包 packages")
public class PackageListResource {

  private static final List<SendStatus> TO_EXAMINE =
      List.of(SendStatus.PENDING_REVIEW, SendStatus.IN_REVIEW);

  private final FindPackages findPackages;
  private final BusinessCalendar calendar;
  private final Envelopes envelopes;
  private final CurrentCall call;

  PackageListResource(
      FindPackages findPackages, BusinessCalendar calendar, Envelopes envelopes, CurrentCall call) {
    this.findPackages = findPackages;
    this.calendar = calendar;
    this.envelopes = envelopes;
    this.call = call;
  }

  @POST
  @Path("/getTicketPackageList")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(summary = "2.7 礼包列表", description = "Parents only, newest first.")
  public Uni<Envelope<List<TicketPackageView>>> list(Requests.ListAll request) {
    var filter =
        new PackageFilter(
            Objects.requireNonNull(request.companyId()),
            SendStatus.of(Drafts.orEmpty(request.sendStatuses())),
            request.useStatus() == null ? null : UseStatus.of(request.useStatus()),
            request.ticketPackageName(),
            Drafts.orEmpty(request.useChannels()),
            request.createUserId(),
            null,
            Drafts.start(request.createTimeStart(), calendar),
            afterDay(request.createTimeEnd()),
            true);
    return find(filter, request.pageNo(), request.pageSize());
  }

  @POST
  @Path("/getExamineTicketPackageList")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(summary = "2.32 审核礼包列表", description = "Packages to examine, oldest first.")
  public Uni<Envelope<List<TicketPackageView>>> listToExamine(Requests.ListToExamine request) {
    List<SendStatus> statuses = SendStatus.of(Drafts.orEmpty(request.sendStatuses()));
    var filter =
        new PackageFilter(
            Objects.requireNonNull(request.companyId()),
            statuses.isEmpty() ? TO_EXAMINE : statuses,
            null,
            null,
            List.of(),
            null,
            request.examinerId(),
            null,
            null,
            false);
    return find(filter, request.pageNo(), request.pageSize());
  }

  private Uni<Envelope<List<TicketPackageView>>> find(
      PackageFilter filter, @Nullable Integer pageNo, @Nullable Integer pageSize) {
    int number = pageNo == null ? 1 : pageNo;
    int size = pageSize == null ? Requests.DEFAULT_PAGE_SIZE : pageSize;
    Instant now = call.caller().now();
    return findPackages
        .find(filter, number, size, call.caller())
        .map(found ->
            envelopes.paged(
                found.items().stream().map(shown -> TicketPackageView.of(shown, now)).toList(),
                PageInfo.of(number, size, found.total())));
  }

  private @Nullable Instant afterDay(@Nullable DateInput lastDay) {
    return lastDay == null ? null : calendar.startOf(lastDay.in(calendar.zone()).plusDays(1));
  }

  @POST
  @Path("/isTicketPackageAliasCodeUnique")
  @RequiresPermission(Permission.PACKAGE_READ)
  @Operation(
      summary = "2.17 自定义编号是否唯一",
      description = "For one code true or false; for many those that are in use.")
  @Schema(description = "true or false, or the codes in use")
  public Uni<Envelope<Object>> isUnique(Requests.IsUnique request) {
    Caller caller = call.caller();
    String one = request.ticketPackageAliasCode();
    if (one != null) {
      return findPackages
          .findUsedAliases(List.of(one), caller)
          .map(used -> envelopes.ok(used.isEmpty()));
    }
    return findPackages
        .findUsedAliases(Drafts.orEmpty(request.ticketPackageAliasCodes()), caller)
        .map(envelopes::ok);
  }
}
