package dev.quanbao.statistics.model;

import dev.quanbao.giftpackage.model.ClaimTally;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.TicketTemplate;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.TicketStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How many tickets of a package have which status at a moment.
 *
 * <p>The status of a day's tickets follows from the design, which does not change after the first
 * claim, and from the clock. Only tickets that were moved have to be counted.
 *
 * @param issued all tickets
 * @param byStatus how many of them have each status; these add up to {@code issued}
 */
public record Figures(long issued, Map<TicketStatus, Long> byStatus) {

  public Figures {
    byStatus = Map.copyOf(byStatus);
  }

  public long of(TicketStatus status) {
    return byStatus.getOrDefault(status, 0L);
  }

  public static Figures at(
      Instant now,
      Design design,
      ClaimTally claims,
      Map<String, Map<String, Integer>> moved,
      BusinessCalendar calendar) {
    Map<TicketStatus, Long> byStatus = new EnumMap<>(TicketStatus.class);
    issued(design, claims, calendar)
        .forEach((span, count) -> {
          Map<String, Integer> gone = moved.getOrDefault(span.key(), Map.of());
          long sum = 0;
          for (TicketStatus status : CountRules.COUNTED) {
            long those = gone.getOrDefault(status.name(), 0);
            byStatus.merge(status, those, Long::sum);
            sum += those;
          }
          byStatus.merge(span.statusAt(now), count - sum, Long::sum);
        });
    return new Figures((long) claims.claims() * design.ticketsPerClaim(), byStatus);
  }

  private static Map<Span, Long> issued(
      Design design, ClaimTally claims, BusinessCalendar calendar) {
    Map<Span, Long> issued = new HashMap<>();
    claims
        .days()
        .forEach((day, count) -> {
          for (TicketTemplate ticket : design.tickets()) {
            var span = new Span(ticket.rule().start(), ticket.rule().endOf(day, calendar));
            issued.merge(span, (long) count * ticket.count(), Long::sum);
          }
        });
    return issued;
  }
}
