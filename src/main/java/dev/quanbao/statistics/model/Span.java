package dev.quanbao.statistics.model;

import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.MovedTicket;
import dev.quanbao.ticket.model.TicketStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time in which tickets can be used: at any moment after they were claimed, all tickets of one
 * span that were not moved have the same status.
 *
 * @param start 使用开始时间; null: from the claim on
 * @param end last second, inclusive
 */
record Span(@Nullable Instant start, Instant end) {

  static Span of(MovedTicket ticket) {
    return new Span(ticket.start(), ticket.end());
  }

  /** The status of a ticket that was not moved. */
  TicketStatus statusAt(Instant now) {
    if (BusinessCalendar.isOver(end, now)) {
      return TicketStatus.EXPIRED;
    }
    return start != null && now.isBefore(start) ? TicketStatus.NOT_YET_VALID : TicketStatus.USABLE;
  }

  /** The name under which a {@link PackageCount} counts the tickets of this span. */
  String key() {
    return (start == null ? "" : start.getEpochSecond()) + "_" + end.getEpochSecond();
  }
}
