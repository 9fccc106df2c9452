package dev.quanbao.ticket.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.ticket.TestTickets;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Tickets that tests of other features put into the store and move about. */
@Singleton
public class StoredTickets {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TicketRepository tickets;

  StoredTickets(TicketRepository tickets) {
    this.tickets = tickets;
  }

  /** Stores usable tickets of a package; gives their ids. */
  public List<String> issue(String packageId, int count, Instant from, Instant to) {
    String owner = "u0001" + UUID.randomUUID();
    List<Ticket> issued =
        Stream.generate(() -> TestTickets.ticket(owner, TicketStatus.USABLE, from, to))
            .limit(count)
            .map(ticket -> TestTickets.withPackage(packageId, ticket))
            .toList();
    await(tickets.persist(issued));
    return issued.stream().map(Ticket::id).toList();
  }

  /** Moves tickets as reserving, redeeming and closing do: in one write with the mark. */
  public void move(String packageId, List<String> ids, TicketStatus to) {
    await(
        tickets
            .mongoCollection()
            .updateMany(
                Filters.in("_id", ids),
                Updates.combine(Updates.set("status", to), TicketMoves.mark(packageId))));
  }

  /** Moves all tickets of a package without the mark, which no write may do. */
  public void moveUnseen(String packageId, TicketStatus to) {
    await(tickets.update("status", to).where("origin.packageId", packageId));
  }

  /** All tickets of a package. */
  public List<Ticket> findByPackage(String packageId) {
    return await(tickets.list("origin.packageId", packageId));
  }

  public TicketRepository repository() {
    return tickets;
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(PATIENCE);
  }
}
