package dev.quanbao.architecture.violations.ticket.op;

import dev.quanbao.ticket.Ticket;
import dev.quanbao.ticket.Tickets;
import io.smallrye.mutiny.Uni;

/** A resource that changes the store by itself. */
public class WritingResource {

  private final Tickets tickets;

  public WritingResource(Tickets tickets) {
    this.tickets = tickets;
  }

  public Uni<Ticket> keep(Ticket ticket) {
    return tickets.persist(ticket);
  }
}
