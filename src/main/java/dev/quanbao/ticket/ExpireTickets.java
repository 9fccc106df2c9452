package dev.quanbao.ticket;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.platform.store.PacedBatches;
import dev.quanbao.platform.store.PacedBatches.Step;
import dev.quanbao.ticket.model.Sweep;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.store.SweepFilters;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * Writes down that tickets have expired (已经过期).
 *
 * <p>Frozen ones are left: a live hold stays redeemable past the ticket's end. That a ticket is
 * unused and over stands in the write itself, so that of two sweeps only one changes it, and none
 * changes what was used or closed since it was found.
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
  public Uni<Integer> all(Sweep sweep) {
    return expire(Filters.and(isDue(sweep), SweepFilters.isSwept(sweep)), sweep);
  }

  /** Expires the tickets of a package that are over; gives their number. */
  public Uni<Integer> ofPackage(String packageId, Sweep sweep) {
    return expire(Filters.and(Filters.eq("packageId", packageId), isDue(sweep)), sweep);
  }

  private static Bson isDue(Sweep sweep) {
    return Filters.and(
        Filters.eq("status", TicketStatus.USABLE), SweepFilters.isOver("validTo", sweep));
  }

  private Uni<Integer> expire(Bson due, Sweep sweep) {
    return batches.repeat(
        sweep.end(),
        () -> PacedBatches.ids(tickets.mongoCollection(), due).chain(ids -> write(ids, sweep)));
  }

  /** Expires those of some tickets that are still due. */
  Uni<Step> write(List<String> ids, Sweep sweep) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(new Step(0, 0));
    }
    AuditEntry expired =
        sweep.entry("expire", TicketStatus.USABLE.name(), TicketStatus.EXPIRED.name());
    return tickets
        .mongoCollection()
        .updateMany(
            Filters.and(Filters.in("_id", ids), isDue(sweep)),
            Updates.combine(
                Updates.set("status", TicketStatus.EXPIRED), Updates.push("unfiled", expired)))
        .map(result -> new Step(ids.size(), Math.toIntExact(result.getModifiedCount())));
  }
}
