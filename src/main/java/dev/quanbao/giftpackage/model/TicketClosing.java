package dev.quanbao.giftpackage.model;

import dev.quanbao.ticket.model.Closing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The order to close a closed package's unused tickets, kept in the package until it is carried
 * out, so that a crash can't forget it.
 *
 * @param operatorId who ordered it
 * @param reason why; null for no reason given
 * @param requestId trace id of the request
 * @param at when, by the business clock
 * @param since when, by the real clock
 */
public record TicketClosing(
    String operatorId, @Nullable String reason, String requestId, Instant at, Instant since) {

  public Closing of(String packageId) {
    return new Closing(packageId, operatorId, reason, at, requestId);
  }
}
