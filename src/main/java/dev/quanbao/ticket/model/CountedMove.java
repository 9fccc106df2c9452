package dev.quanbao.ticket.model;

/**
 * A move of a ticket that statistics have counted.
 *
 * @param ticketId the ticket
 * @param moves how many moves the ticket had had with it
 * @param status what it was moved to
 */
public record CountedMove(String ticketId, int moves, TicketStatus status) {

  /** The last move of a ticket that was read. */
  public static CountedMove of(MovedTicket seen) {
    return new CountedMove(seen.id(), seen.moves(), seen.status());
  }
}
