package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.store.ChildPool;
import dev.quanbao.ticket.CloseTickets;
import dev.quanbao.ticket.model.Closing;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Completes a claim that takes over a copy, once it counts: it issues the user's tickets, closes
 * those of an OP, or hands over the child that was set aside. All of it can be repeated.
 */
@ApplicationScoped
public class TransferFollowUp {

  private static final String REASON = "passed on";

  private final ClaimRepository claims;
  private final ChildPool children;
  private final TicketIssue ticketIssue;
  private final TicketRepository tickets;
  private final CloseTickets closeTickets;

  TransferFollowUp(
      ClaimRepository claims,
      ChildPool children,
      TicketIssue ticketIssue,
      TicketRepository tickets,
      CloseTickets closeTickets) {
    this.claims = claims;
    this.children = children;
    this.ticketIssue = ticketIssue;
    this.tickets = tickets;
    this.closeTickets = closeTickets;
  }

  /** Issues the user's tickets, takes the copy from its owner, and answers the tickets. */
  Uni<List<Ticket>> complete(Claim counting, Claim copy, PackageSnapshot snapshot) {
    List<Ticket> issued = ticketsOf(withCodeOf(copy, counting), snapshot);
    return tickets
        .issue(issued)
        .chain(() ->
            copy.isEarmark()
                ? children.handOver(copy.packageId(), copy.id(), counting.id())
                : close(copy, counting, snapshot))
        .replaceWith(issued);
  }

  private Uni<Void> close(Claim copy, Claim counting, PackageSnapshot snapshot) {
    var closing =
        new Closing(copy.packageId(), copy.holderId(), REASON, counting.claimedAt(), counting.id());
    return closeTickets.close(closing, ticketsOf(copy, snapshot).stream().map(Ticket::id).toList());
  }

  /** As {@link #complete(Claim, Claim, Seen)}, for a claim whose copy has to be looked up. */
  Uni<Void> complete(Claim counting, PackageSnapshot snapshot) {
    return claims
        .readCopyTakenOverBy(counting)
        .chain(this::withCode)
        .chain(copy -> complete(counting, copy, snapshot))
        .replaceWithVoid();
  }

  /**
   * A complete claim with the code of its copy.
   *
   * <p>Its tickets know it best: a claim doesn't say which child it got, and the child may be gone
   * by now, with the package it belonged to.
   */
  Uni<Claim> withCode(Claim complete) {
    return complete.packageCode() != null
        ? Uni.createFrom().item(complete)
        : tickets
            .findById(TicketIssue.firstTicketOf(complete))
            .map(ticket -> complete.withPackageCode(ticket.origin().packageCode()));
  }

  /** A claim with the code of the copy that it takes over. */
  static Claim withCodeOf(Claim copy, Claim claim) {
    return claim.withPackageCode(copy.copyCode());
  }

  private List<Ticket> ticketsOf(Claim claim, PackageSnapshot snapshot) {
    return ticketIssue.ticketsOf(claim, snapshot.giftPackage(), snapshot.company());
  }
}
