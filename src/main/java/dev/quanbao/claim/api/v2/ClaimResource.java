package dev.quanbao.claim.api.v2;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.claim.AmbiguousCodeException;
import dev.quanbao.claim.ClaimPackage;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Messages;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.envelope.Envelope;
import dev.quanbao.platform.http.envelope.Envelopes;
import dev.quanbao.platform.idempotency.Idempotent;
import dev.quanbao.ticket.api.v2.TicketUserView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Claims on {@code /op/v2}: 2.8 and 2.25. */
@Path("/op/v2")
@Tag(name = "领取 claims")
public class ClaimResource {

  private final ClaimPackage claimPackage;
  private final Envelopes envelopes;
  private final CurrentCall call;

  ClaimResource(ClaimPackage claimPackage, Envelopes envelopes, CurrentCall call) {
    this.claimPackage = claimPackage;
    this.envelopes = envelopes;
    this.call = call;
  }

  @POST
  @Path("/receiveTicketPackageForUser")
  @RequiresPermission(Permission.CLAIM)
  @Idempotent
  @Operation(
      summary = "2.8 OP帮用户领取",
      description = "Claims one copy for a user: all its tickets or none.")
  public Uni<Envelope<Boolean>> receive(ReceiveTicketPackage request) {
    return claim(request, call.caller())
        .map(decision -> {
          if (decision instanceof Rejected rejected) {
            throw RequestRefusedException.because(rejected.reason(), rejected.args().toArray());
          }
          return envelopes.ok(true);
        });
  }

  /** Answer of 2.25: the tickets, or why there are none. */
  @RegisterForReflection
  public record ReceiveResult(
      boolean result,
      @Nullable String reason,
      @Nullable String message,
      List<TicketUserView> ticketUsers) {}

  @POST
  @Path("/receiveTicketPackageForUserWithResult")
  @RequiresPermission(Permission.CLAIM)
  @Idempotent
  @Operation(
      summary = "2.25 OP帮用户领取（带结果或原因）",
      description = "As 2.8; a business refusal is answered with result false and its reason.")
  public Uni<Envelope<ReceiveResult>> receiveWithResult(ReceiveTicketPackage request) {
    Caller caller = call.caller();
    return claim(request, caller)
        .map(decision -> result(decision, caller))
        .onFailure(RequestRefusedException::isBusiness)
        .recoverWithItem(failure -> refused((RequestRefusedException) failure))
        .map(envelopes::ok);
  }

  private Uni<ClaimDecision> claim(ReceiveTicketPackage request, Caller caller) {
    return claimPackage
        .claim(request.toCommand(), caller)
        .onFailure(AmbiguousCodeException.class)
        .transform(ambiguous ->
            RequestRefusedException.invalid("ticketPackageAliasCode", "violation.ambiguousCode"));
  }

  private ReceiveResult result(ClaimDecision decision, Caller caller) {
    return switch (decision) {
      case Granted granted ->
          new ReceiveResult(
              true,
              null,
              null,
              granted.tickets().stream()
                  .map(ticket -> TicketUserView.of(ticket, caller.now()))
                  .toList());
      case Rejected rejected -> refused(rejected.reason(), rejected.args());
    };
  }

  private ReceiveResult refused(RequestRefusedException refused) {
    return refused(refused.code(), refused.args());
  }

  private ReceiveResult refused(ErrorCode reason, List<Object> args) {
    return new ReceiveResult(
        false, reason.name(), Messages.of(reason, envelopes.language(), args), List.of());
  }
}
