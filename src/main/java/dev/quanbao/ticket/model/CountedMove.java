package dev.quanbao.ticket.model;

/**
 * A move of a ticket that statistics have counted.
 *
 * @param ticketId the ticket
 * @param moves its how manieth move it was
 * @param status what it was moved to
 */
public record CountedMove(String ticketId, int moves, TicketStatus status) {

  /** The move that a ticket was seen after. */
  public static CountedMove of(MovedTicket seen) {
    return new CountedMove(seen.id(), seen.moves(), seen.status());
  }
}
