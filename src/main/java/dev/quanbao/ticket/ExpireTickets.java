package dev.quanbao.ticket;

import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.platform.store.background.PacedBatches.Step;
import dev.quanbao.ticket.model.Sweep;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Marks unused tickets whose validity is over as expired (已经过期).
 *
 * <p>It leaves frozen tickets alone: an order that holds a ticket may still redeem it after the
 * ticket's end. Of two sweeps at once, one expires a ticket; none expires a ticket that was used or
 * closed after the sweep had found it.
 */
@ApplicationScoped
public class ExpireTickets {

  private final TicketRepository tickets;
  private final PacedBatches batches;

  ExpireTickets(TicketRepository tickets, PacedBatches batches) {
    this.tickets = tickets;
    this.batches = batches;
  }

  /** Expires all tickets that are over; gives their number. */
  public Uni<Integer> expireAll(Sweep sweep) {
    return batches.repeat(
        sweep.end(), () -> tickets.findOver(sweep).chain(ids -> expire(ids, sweep)));
  }

  /** Expires the tickets of a package that are over; gives their number. */
  public Uni<Integer> expirePackage(String packageId, Sweep sweep) {
    return batches.repeat(
        sweep.end(), () -> tickets.findOver(packageId, sweep).chain(ids -> expire(ids, sweep)));
  }

  Uni<Step> expire(List<String> ids, Sweep sweep) {
    return ids.isEmpty()
        ? Uni.createFrom().item(new Step(0, 0))
        : tickets.expire(ids, sweep).map(expired -> new Step(ids.size(), expired));
  }
}
