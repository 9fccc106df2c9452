package dev.quanbao.demo;

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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The three tickets of seed 002, their dates moved so that they are usable today. */
final class DemoTickets {

  private static final Duration SINCE = Duration.ofDays(3);
  private static final Duration FOR = Duration.ofDays(365);

  /** A day of UTC ends at 16:00 of the day in Shanghai; its last second there is 15:59:59 here. */
  private static final Duration SHANGHAI_DAY_END = Duration.ofHours(16).minusSeconds(1);

  private DemoTickets() {}

  static List<Ticket> all(Instant now) {
    Instant day = now.truncatedTo(ChronoUnit.DAYS);
    Instant start = day.minus(SINCE).minus(Duration.ofHours(8));
    Instant end = day.plus(FOR).plus(SHANGHAI_DAY_END);
    return List.of(
        ticket("u0001956edee436414360a9f5e50f24cc46eb", "742026513484", 0, start, end),
        ticket("u0001e2f1d0e213ee40f9861d6f12c5be6541", "542026513480", 1, start, end),
        ticket("u0001b71dc24b1153404ba678b4207fea4492", "147026513482", 2, start, end));
  }

  private static Ticket ticket(String id, String code, int place, Instant start, Instant end) {
    Instant created = start.plus(Duration.ofHours(42));
    return new Ticket(
        id,
        code,
        DemoDirectory.COMPANY,
        new Origin(
            "u0001000000000000000000000000000000000",
            place,
            "00000000000000000000000000000000",
            "7380348447"),
        new Kind(
            "046870433480",
            "券名称3",
            new Discount(DiscountType.FOLD, 5000),
            new TicketTerms(start, end, List.of(DemoDirectory.COFFEE), 300L, 100L, null),
            List.of(DemoDirectory.NEW_WEAR, DemoDirectory.FIND_ME),
            null,
            null),
        new Holder(OwnerType.USER, DemoDirectory.USER, DemoDirectory.USER, null),
        TicketStatus.USABLE,
        new Validity(start, end),
        null,
        created,
        created,
        Ticket.DEFAULT_SORT,
        List.of());
  }
}
