package dev.quanbao.statistics.model;

import dev.quanbao.ticket.model.MovedTicket;
import dev.quanbao.ticket.model.TicketStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules by which moves of tickets change a count. */
public final class CountRules {

  /** The statuses that are counted; the others follow from the clock. */
  public static final Set<TicketStatus> COUNTED =
      Set.of(TicketStatus.FROZEN, TicketStatus.USED, TicketStatus.CLOSED);

  private CountRules() {}

  /** The changes of a count, each by the path of its counter; none is zero. */
  public static Map<String, Integer> changes(List<MovedTicket> moved) {
    Map<String, Integer> changes = new TreeMap<>();
    for (MovedTicket ticket : moved) {
      String span = Span.of(ticket).key();
      add(changes, span, ticket.counted(), -1);
      add(changes, span, ticket.status(), 1);
    }
    changes.values().removeIf(change -> change == 0);
    return changes;
  }

  private static void add(
      Map<String, Integer> changes, String span, @Nullable TicketStatus status, int by) {
    if (status != null && COUNTED.contains(status)) {
      changes.merge(span + "." + status.name(), by, Integer::sum);
    }
  }
}
