package dev.quanbao.ticket;

import dev.quanbao.platform.id.Ids;
import dev.quanbao.ticket.model.Discount;
import dev.quanbao.ticket.model.DiscountType;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
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
        "claim",
        0,
        "package",
        "0000000000",
        "000000000000",
        "name",
        new Discount(DiscountType.AMOUNT_OFF, 500),
        new TicketTerms(from, to, List.of(), null, null, null),
        List.of(),
        null,
        null,
        ownerId,
        OwnerType.USER,
        ownerId,
        null,
        null,
        null,
        written,
        from,
        to,
        "x1111111111",
        from,
        from,
        Ticket.DEFAULT_SORT,
        List.of());
  }

  /** The same ticket, another company's. */
  public static Ticket withCompany(String companyId, Ticket ticket) {
    return with(ticket, ticket.packageId(), companyId);
  }

  /** The same ticket, of another package. */
  public static Ticket withPackage(String packageId, Ticket ticket) {
    return with(ticket, packageId, ticket.companyId());
  }

  private static Ticket with(Ticket ticket, String packageId, String companyId) {
    return new Ticket(
        ticket.id(),
        ticket.code(),
        ticket.claimId(),
        ticket.place(),
        packageId,
        ticket.packageCode(),
        ticket.ticketCode(),
        ticket.name(),
        ticket.discount(),
        ticket.terms(),
        ticket.channels(),
        ticket.themeId(),
        ticket.themeName(),
        ticket.ownerId(),
        ticket.ownerType(),
        ticket.userId(),
        ticket.senderId(),
        ticket.orderId(),
        ticket.verificationId(),
        ticket.status(),
        ticket.validFrom(),
        ticket.validTo(),
        companyId,
        ticket.createdAt(),
        ticket.updatedAt(),
        ticket.sort(),
        ticket.unfiled());
  }
}
