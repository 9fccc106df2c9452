package dev.quanbao.ticket.api.v3;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.platform.http.Parameters;
import dev.quanbao.platform.http.page.CursorPage;
import dev.quanbao.platform.http.page.Cursors;
import dev.quanbao.ticket.FindTickets;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.TicketFilter;
import dev.quanbao.ticket.model.TicketPlace;
import dev.quanbao.ticket.model.TicketStatus;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Wallets and single tickets on {@code /v3}. */
@Path("/v3")
@Tag(name = "tickets")
public class TicketResource {

  private static final int MAX_NAME = 64;

  private final FindTickets findTickets;
  private final Cursors cursors;
  private final CurrentCall call;

  TicketResource(FindTickets findTickets, Cursors cursors, CurrentCall call) {
    this.findTickets = findTickets;
    this.cursors = cursors;
    this.call = call;
  }

  @GET
  @Path("/users/{userId}/tickets")
  @RequiresPermission(Permission.CLAIM)
  @Operation(
      operationId = "listUserTickets",
      summary = "用户优惠券列表: a user's wallet",
      description = "The user's tickets, soonest to end first. An unknown user holds nothing.")
  public Uni<CursorPage<TicketView>> wallet(
      @PathParam("userId") String userId,
      @Parameter(
              description = "tickets of this status now; none: all",
              schema = @Schema(implementation = TicketStatus.class))
          @QueryParam("status")
          @Nullable String status,
      @Parameter(description = "品类, by name or id: tickets that are good for it")
          @QueryParam("productKind")
          @Nullable String productKind,
      @Parameter(description = "使用渠道, by name or id: tickets that are good there")
          @QueryParam("channel")
          @Nullable String channel,
      @Parameter(description = "of one package only") @QueryParam("packageId")
          @Nullable String packageId,
      @QueryParam(Parameters.LIMIT) @Nullable String limit,
      @QueryParam(Cursors.PARAMETER) @Nullable String cursor) {
    Caller caller = call.caller();
    var parameters = new Parameters();
    int most = parameters.limit(limit);
    TicketStatus ofStatus = parameters.constant("status", status, TicketStatus.class);
    String ofKind = parameters.text("productKind", productKind, MAX_NAME);
    String ofChannel = parameters.text("channel", channel, MAX_NAME);
    String ofPackage = parameters.opaqueId("packageId", packageId);
    parameters.refuseIfAny();
    Cursors.Scope scope = cursors.scope("wallet", userId, ofStatus, ofKind, ofChannel, ofPackage);
    TicketPlace behind =
        scope
            .read(cursor)
            .map(values ->
                new TicketPlace(Instant.ofEpochMilli(Long.parseLong(values.get(0))), values.get(1)))
            .orElse(null);
    var filter =
        new TicketFilter(
            OwnerType.USER,
            userId,
            caller.companies(),
            ofStatus,
            listOf(ofKind),
            listOf(ofChannel),
            ofPackage);
    return findTickets
        .findBehind(filter, behind, most + 1, caller)
        .map(found ->
            CursorPage.of(
                    found,
                    most,
                    last -> scope.behind(last.validity().to().toEpochMilli(), last.id()))
                .map(ticket -> TicketView.of(ticket, caller.now())));
  }

  private static List<String> listOf(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  @GET
  @Path("/tickets/{idOrCode}")
  @RequiresPermission(Permission.CLAIM)
  @Operation(
      operationId = "getTicket",
      summary = "用户优惠券: a ticket by its id or code",
      description = "The ticket as it is now.")
  public Uni<TicketView> ticket(@PathParam("idOrCode") String idOrCode) {
    Caller caller = call.caller();
    return findTickets
        .findByIdOrCode(idOrCode, caller)
        .map(ticket -> TicketView.of(ticket, caller.now()));
  }
}
