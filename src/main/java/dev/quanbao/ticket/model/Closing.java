package dev.quanbao.ticket.model;

import dev.quanbao.audit.model.AuditEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The order to close the unused tickets of a package.
 *
 * @param packageId whose tickets
 * @param operatorId who closes them
 * @param reason why; null for no reason given
 * @param at when, by the business clock
 * @param requestId trace id of the request
 */
public record Closing(
    String packageId, String operatorId, @Nullable String reason, Instant at, String requestId) {

  /** The audit entry of each ticket that is closed. */
  public AuditEntry entry() {
    return AuditEntry.of(
        at,
        operatorId,
        "close",
        TicketStatus.USABLE.name(),
        TicketStatus.CLOSED.name(),
        reason,
        requestId);
  }
}
