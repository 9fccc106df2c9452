package dev.quanbao.ticket;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.platform.store.PacedBatches;
import dev.quanbao.platform.store.PacedBatches.Step;
import dev.quanbao.platform.store.WriteRetry;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.Closing;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.store.TicketMoves;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * Closes tickets by OP's force (强制关闭): those that could still be used can't be any more; used and
 * expired ones stay what they are.
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
   * Closes all unused tickets of a package; again goes on where it was left. Not with one command:
   * a store that takes too long for very many would have done nothing at all.
   *
   * @param end when to stop
   * @return whether none is left
   */
  public Uni<Boolean> all(Closing closing, Instant end) {
    return batches.finish(
        end,
        () ->
            PacedBatches.ids(tickets.mongoCollection(), unused(closing))
                .chain(ids ->
                    ids.isEmpty()
                        ? Uni.createFrom().item(new Step(0, 0))
                        : close(closing, ids).map(closed -> new Step(ids.size(), closed))));
  }

  /** Closes those of some tickets of a package that are unused; again does nothing. */
  public Uni<Void> of(Closing closing, List<String> ids) {
    return close(closing, ids).replaceWithVoid();
  }

  private Uni<Integer> close(Closing closing, List<String> ids) {
    return WriteRetry.untilMade(
            tickets
                .mongoCollection()
                .updateMany(
                    Filters.and(Filters.in("_id", ids), unused(closing)),
                    Updates.combine(
                        Updates.set("status", TicketStatus.CLOSED),
                        Updates.set("updatedAt", closing.at()),
                        TicketMoves.mark(closing.packageId()),
                        Updates.push("unfiled", closing.entry()))))
        .map(result -> Math.toIntExact(result.getModifiedCount()));
  }

  private static Bson unused(Closing closing) {
    return Filters.and(
        Filters.eq("packageId", closing.packageId()),
        Filters.eq("status", TicketStatus.USABLE),
        Filters.gte("validTo", BusinessCalendar.oldestOpenEnd(closing.at())));
  }
}
