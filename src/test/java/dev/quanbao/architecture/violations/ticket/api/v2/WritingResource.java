package dev.quanbao.architecture.violations.ticket.api.v2;

import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Uni;

/** A resource that changes the store by itself. */
public class WritingResource {

  private final TicketRepository tickets;

  public WritingResource(TicketRepository tickets) {
    this.tickets = tickets;
  }

  public Uni<Ticket> keep(Ticket ticket) {
    return tickets.persist(ticket);
  }
}
