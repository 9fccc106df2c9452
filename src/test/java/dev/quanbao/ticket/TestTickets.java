package dev.quanbao.ticket;

import dev.quanbao.platform.id.Ids;
import dev.quanbao.ticket.model.Discount;
import dev.quanbao.ticket.model.DiscountType;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.Ticket.Holder;
import dev.quanbao.ticket.model.Ticket.Kind;
import dev.quanbao.ticket.model.Ticket.Origin;
import dev.quanbao.ticket.model.Ticket.Validity;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.model.TicketTerms;
import java.time.Instant;
import java.util.List;

/** Tickets for tests; only what decides their status differs. */
public final class TestTickets {

  private TestTickets() {}

  public static Ticket ticket(String ownerId, TicketStatus written, Instant from, Instant to) {
    return new Ticket(
        Ids.randomFor(ownerId),
        "000000000000",
        "x1111111111",
        new Origin("claim", 0, "package", "0000000000"),
        new Kind(
            "000000000000",
            "name",
            new Discount(DiscountType.AMOUNT_OFF, 500),
            new TicketTerms(from, to, List.of(), null, null, null),
            List.of(),
            null,
            null),
        new Holder(OwnerType.USER, ownerId, ownerId, null),
        written,
        new Validity(from, to),
        null,
        from,
        from,
        Ticket.DEFAULT_SORT,
        List.of());
  }

  /** The same ticket, another company's. */
  public static Ticket withCompany(String companyId, Ticket ticket) {
    return with(ticket, ticket.origin(), companyId);
  }

  /** The same ticket, of another package. */
  public static Ticket withPackage(String packageId, Ticket ticket) {
    Origin origin = ticket.origin();
    return with(
        ticket,
        new Origin(origin.claimId(), origin.place(), packageId, origin.packageCode()),
        ticket.companyId());
  }

  private static Ticket with(Ticket ticket, Origin origin, String companyId) {
    return new Ticket(
        ticket.id(),
        ticket.code(),
        companyId,
        origin,
        ticket.kind(),
        ticket.holder(),
        ticket.status(),
        ticket.validity(),
        ticket.use(),
        ticket.createdAt(),
        ticket.updatedAt(),
        ticket.sort(),
        ticket.unfiled());
  }
}
