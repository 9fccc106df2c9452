package dev.quanbao.statistics.model;

import dev.quanbao.ticket.model.MovedTicket;
import dev.quanbao.ticket.model.TicketStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules by which moves of tickets change a count. */
public final class CountRules {

  /** The statuses that are counted; the others follow from the clock. */
  public static final Set<TicketStatus> COUNTED =
      Set.of(TicketStatus.FROZEN, TicketStatus.USED, TicketStatus.CLOSED);

  private CountRules() {}

  /**
   * A counter of a {@link PackageCount}.
   *
   * @param span the key of the span whose tickets it counts, see {@link Span#key}
   * @param status the status of these tickets
   */
  public record Counter(String span, TicketStatus status) {}

  /** The changes of a count; none is zero. */
  public static Map<Counter, Integer> changes(List<MovedTicket> moved) {
    Map<Counter, Integer> changes = new HashMap<>();
    for (MovedTicket ticket : moved) {
      String span = Span.of(ticket).key();
      add(changes, span, ticket.counted(), -1);
      add(changes, span, ticket.status(), 1);
    }
    changes.values().removeIf(change -> change == 0);
    return changes;
  }

  private static void add(
      Map<Counter, Integer> changes, String span, @Nullable TicketStatus status, int by) {
    if (status != null && COUNTED.contains(status)) {
      changes.merge(new Counter(span, status), by, Integer::sum);
    }
  }
}
