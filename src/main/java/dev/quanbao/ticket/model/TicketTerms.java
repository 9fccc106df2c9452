package dev.quanbao.ticket.model;

import dev.quanbao.directory.model.NamedItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When and for what a ticket can be used, as its package said when the ticket was issued.
 *
 * @param start 使用开始时间; null: from the claim on
 * @param end 使用结束时间; null: only {@code delayDays} ends it
 * @param productKinds 品类; empty: all
 * @param orderAmount cents the order must exceed; null: no threshold
 * @param maxAmount cents a fold takes off at most; null: no cap
 * @param delayDays days after the claim with whose end it ends; null: only {@code end} ends it
 */
public record TicketTerms(
    @Nullable Instant start,
    @Nullable Instant end,
    List<NamedItem> productKinds,
    @Nullable Long orderAmount,
    @Nullable Long maxAmount,
    @Nullable Integer delayDays) {

  public TicketTerms {
    productKinds = List.copyOf(productKinds);
  }
}
