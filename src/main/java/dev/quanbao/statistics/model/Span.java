package dev.quanbao.statistics.model;

import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.MovedTicket;
import dev.quanbao.ticket.model.TicketStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time in which tickets can be used, as far as the clock matters to it: all unmoved tickets of
 * one span have the same status at any moment after they were claimed.
 *
 * @param start 使用开始时间; null: from the claim on
 * @param end last second, inclusive
 */
record Span(@Nullable Instant start, Instant end) {

  static Span of(MovedTicket ticket) {
    return new Span(ticket.start(), ticket.end());
  }

  /** The status of a ticket that nobody has moved. */
  TicketStatus statusAt(Instant now) {
    if (BusinessCalendar.isOver(end, now)) {
      return TicketStatus.EXPIRED;
    }
    return start != null && now.isBefore(start) ? TicketStatus.NOT_YET_VALID : TicketStatus.USABLE;
  }

  /** A name by which a document can count what belongs to this span. */
  String key() {
    return (start == null ? "" : start.getEpochSecond()) + "_" + end.getEpochSecond();
  }
}
