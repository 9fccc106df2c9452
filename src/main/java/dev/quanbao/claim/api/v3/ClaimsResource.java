package dev.quanbao.claim.api.v3;

import dev.quanbao.access.api.CurrentCall;
import dev.quanbao.access.api.RequiresPermission;
import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.claim.AmbiguousCodeException;
import dev.quanbao.claim.ClaimPackage;
import dev.quanbao.claim.FindClaim;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.idempotency.Idempotent;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Claims on {@code /v3}. */
@Path("/v3")
@Tag(name = "claims")
public class ClaimsResource {

  private final ClaimPackage claimPackage;
  private final FindClaim findClaim;
  private final CurrentCall call;

  ClaimsResource(ClaimPackage claimPackage, FindClaim findClaim, CurrentCall call) {
    this.claimPackage = claimPackage;
    this.findClaim = findClaim;
    this.call = call;
  }

  @POST
  @Path("/claims")
  @RequiresPermission(Permission.CLAIM)
  @Idempotent
  @Operation(
      operationId = "createClaim",
      summary = "领取: claim a copy of a package for a user",
      description = "All of its tickets or none; a refusal is 409 with its reason.")
  @APIResponse(
      responseCode = "201",
      description = "the claim",
      content = @Content(schema = @Schema(implementation = ClaimView.class)))
  public Uni<Response> claim(NewClaim request) {
    Caller caller = call.caller();
    return claimPackage
        .claimThroughChannel(request.toCommand(), caller)
        .onFailure(AmbiguousCodeException.class)
        .transform(ambiguous ->
            RequestRefusedException.invalid("ticketPackageAliasCode", "violation.ambiguousCode"))
        .map(decision -> {
          if (decision instanceof Granted granted) {
            ClaimView claim = ClaimView.of(granted, caller.now());
            return Response.created(URI.create("/v3/claims/" + claim.id()))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(claim)
                .build();
          }
          Rejected rejected = (Rejected) decision;
          throw RequestRefusedException.because(rejected.reason(), rejected.args().toArray());
        });
  }

  @GET
  @Path("/claims/{id}")
  @RequiresPermission(Permission.CLAIM)
  @Operation(operationId = "getClaim", summary = "领取: a claim and its tickets")
  public Uni<ClaimView> get(@PathParam("id") String id) {
    Caller caller = call.caller();
    return findClaim.visible(id, caller).map(granted -> ClaimView.of(granted, caller.now()));
  }
}
