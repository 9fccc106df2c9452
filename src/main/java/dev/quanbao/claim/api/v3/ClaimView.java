package dev.quanbao.claim.api.v3;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.platform.http.json.Rfc3339;
import dev.quanbao.ticket.api.v3.TicketView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A claim (领取) as {@code /v3} shows it, with its tickets as they are now. */
@Schema(name = "Claim")
@RegisterForReflection
public record ClaimView(
    @Schema(description = "partition of the owner and 32 hex") String id,
    @Schema(description = "the parent package") String packageId,
    @Schema(description = "礼包唯一编号, of the copy that was claimed") String packageCode,
    @Schema(description = "who claimed it") String userId,
    @Schema(description = "使用渠道; null for none") @Nullable String channel,
    @Schema(description = "when it was claimed") @Rfc3339 Instant createdAt,
    List<TicketView> tickets) {

  static ClaimView of(Granted granted, Instant now) {
    Claim claim = granted.claim();
    return new ClaimView(
        claim.id(),
        claim.packageId(),
        granted.tickets().getFirst().origin().packageCode(),
        claim.holderId(),
        claim.origin().channel(),
        claim.claimedAt(),
        granted.tickets().stream().map(ticket -> TicketView.of(ticket, now)).toList());
  }
}
