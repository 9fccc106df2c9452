package dev.quanbao.ticket.api.v2;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.platform.http.envelope.Envelope;
import dev.quanbao.platform.http.envelope.Envelopes;
import dev.quanbao.platform.http.page.PageInfo;
import dev.quanbao.ticket.FindTickets;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketFilter;
import dev.quanbao.ticket.model.TicketStatus;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Wallets on {@code /op/v2}: 2.10, 2.13.1 and 2.13.2. */
@Path("/op/v2")
@Tag(name = "优惠券 tickets")
public class WalletResource {

  /** How many tickets 2.13.1 shows at most; its answer has no pages, and a longer list is cut. */
  private static final int CHAT_LIMIT = 1_000;

  private final FindTickets findTickets;
  private final Envelopes envelopes;
  private final CurrentCall call;

  WalletResource(FindTickets findTickets, Envelopes envelopes, CurrentCall call) {
    this.findTickets = findTickets;
    this.envelopes = envelopes;
    this.call = call;
  }

  @POST
  @Path("/getTicketUsersByChatId")
  @RequiresPermission(Permission.CLAIM)
  @Operation(
      summary = "2.13.1 用户优惠券列表（会话）",
      description = "Tickets of the chat's user or OP; usable ones unless a status is given.")
  public Uni<Envelope<List<TicketUserView>>> byChat(WalletRequests.ByChat request) {
    Caller caller = call.caller();
    return findTickets
        .findByChat(
            Objects.requireNonNull(request.chatId()),
            OwnerType.of(Objects.requireNonNull(request.ownerType())),
            orEmpty(request.productKinds()),
            request.useStatus() == null ? TicketStatus.USABLE : status(request.useStatus()),
            CHAT_LIMIT,
            caller)
        .map(tickets -> envelopes.ok(views(tickets, caller)));
  }

  @POST
  @Path("/getTicketUsersByOwnerId")
  @RequiresPermission(Permission.CLAIM)
  @Operation(
      summary = "2.13.2 用户/OP优惠券列表",
      description = "Tickets of a user or an OP; of every status unless one is given.")
  public Uni<Envelope<List<TicketUserView>>> byOwner(WalletRequests.ByOwner request) {
    Caller caller = call.caller();
    int pageNo = pageNo(request.pageNo());
    int pageSize = pageSize(request.pageSize());
    var filter =
        new TicketFilter(
            OwnerType.of(Objects.requireNonNull(request.ownerType())),
            Objects.requireNonNull(request.ownerId()),
            caller.companies(),
            request.useStatus() == null ? null : status(request.useStatus()),
            orEmpty(request.productKinds()),
            orEmpty(request.useChannels()),
            null);
    return findTickets
        .findPage(filter, pageNo, pageSize, caller)
        .map(found ->
            envelopes.paged(
                views(found.items(), caller), PageInfo.of(pageNo, pageSize, found.total())));
  }

  @POST
  @Path("/getUserTicketPackageCodes")
  @RequiresPermission(Permission.CLAIM)
  @Operation(
      summary = "2.10 用户礼包唯一编号列表",
      description = "Codes of the copies a user has claimed, the latest first.")
  public Uni<Envelope<List<String>>> packageCodes(WalletRequests.Codes request) {
    int pageNo = pageNo(request.pageNo());
    int pageSize = pageSize(request.pageSize());
    return findTickets
        .findCopyCodes(
            Objects.requireNonNull(request.userId()),
            request.ticketPackageId(),
            pageNo,
            pageSize,
            call.caller())
        .map(found -> envelopes.paged(found.items(), PageInfo.of(pageNo, pageSize, found.total())));
  }

  private static List<TicketUserView> views(List<Ticket> tickets, Caller caller) {
    return tickets.stream().map(ticket -> TicketUserView.of(ticket, caller.now())).toList();
  }

  private static TicketStatus status(int number) {
    return TicketStatus.of(number).orElseThrow();
  }

  private static int pageNo(@Nullable Integer given) {
    return given == null ? 1 : given;
  }

  private static int pageSize(@Nullable Integer given) {
    return given == null ? WalletRequests.DEFAULT_PAGE_SIZE : given;
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
