package dev.quanbao.claim;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.engine.TicketIssue;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds a claim that counts, with its tickets as they are now. */
@ApplicationScoped
public class FindClaim {

  private static final Comparator<Ticket> BY_PLACE =
      Comparator.comparingInt(ticket -> ticket.origin().place());

  private final ClaimRepository claims;
  private final GiftPackageRepository packages;
  private final TicketRepository tickets;

  FindClaim(ClaimRepository claims, GiftPackageRepository packages, TicketRepository tickets) {
    this.claims = claims;
    this.packages = packages;
    this.tickets = tickets;
  }

  /** The claim with an id; one that doesn't count is not found, like one that never was. */
  public Uni<Granted> visible(String id, Caller caller) {
    return claims
        .read(id)
        .map(claim ->
            Optional.ofNullable(claim)
                .filter(found -> caller.mayUse(found.companyId()) && !found.isEarmark())
                .orElseThrow(FindClaim::notFound))
        .chain(claim -> packages.findById(claim.packageId()).chain(of -> withTickets(claim, of)));
  }

  private Uni<Granted> withTickets(Claim claim, GiftPackage of) {
    List<String> ids = TicketIssue.idsOf(claim, of.design().ticketsPerClaim());
    return tickets
        .findIssued(ids)
        .map(found -> {
          // All of them are there before a claim is answered.
          if (found.size() < ids.size()) {
            throw notFound();
          }
          return new Granted(claim, found.stream().sorted(BY_PLACE).toList());
        });
  }

  private static RequestRefusedException notFound() {
    return RequestRefusedException.because(ErrorCode.NOT_FOUND);
  }
}
