package dev.quanbao.ticket;

import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.platform.store.background.PacedBatches.Step;
import dev.quanbao.ticket.model.Closing;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Closes tickets on an OP's order (强制关闭).
 *
 * <p>It closes unused tickets only; used and expired tickets keep their status. A repeated closing
 * finds the closed tickets closed and changes nothing.
 */
@ApplicationScoped
public class CloseTickets {

  private final TicketRepository tickets;
  private final PacedBatches batches;

  CloseTickets(TicketRepository tickets, PacedBatches batches) {
    this.tickets = tickets;
    this.batches = batches;
  }

  /**
   * Closes all unused tickets of a package, in batches: one command for very many tickets may take
   * longer than the store allows, and then none of them is closed.
   *
   * @param end when to stop; a repeated closing continues from there
   * @return whether no unused ticket is left
   */
  public Uni<Boolean> closeAll(Closing closing, Instant end) {
    return batches.finish(
        end, () -> tickets.findUnused(closing).chain(ids -> closeBatch(closing, ids)));
  }

  private Uni<Step> closeBatch(Closing closing, List<String> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(new Step(0, 0))
        : tickets.close(ids, closing).map(closed -> new Step(ids.size(), closed));
  }

  /** Closes those of some tickets of a package that are unused. */
  public Uni<Void> close(Closing closing, List<String> ids) {
    return tickets.close(ids, closing).replaceWithVoid();
  }
}
