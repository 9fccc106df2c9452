package dev.quanbao.giftpackage;

import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.ReceiveRule;
import dev.quanbao.giftpackage.model.TicketTemplate;
import dev.quanbao.giftpackage.model.UseRule;
import dev.quanbao.ticket.model.Discount;
import dev.quanbao.ticket.model.DiscountType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Designs for tests of rules. */
public final class Designs {

  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant END = Instant.parse("2026-01-31T23:59:59Z");
  public static final Instant USE_END = Instant.parse("2026-06-30T23:59:59Z");

  public static final CodePlan SHARED =
      new CodePlan(CodeType.SHARED, CodePlan.Source.GENERATED, "", 12, "ABCD");

  private Designs() {}

  public static Design shared() {
    return with(SHARED, List.of(ticket("a", USE_END)));
  }

  public static Design with(CodePlan codes, List<TicketTemplate> tickets) {
    return new Design(
        "name",
        "alias",
        codes,
        List.of("channel"),
        "http://a",
        "remark",
        false,
        new ReceiveRule(START, END, 10, 2, List.of()),
        tickets);
  }

  /** The same design under another rule. */
  public static Design withRule(Design design, ReceiveRule rule) {
    return withChannels(design, design.channels(), rule);
  }

  /** The same design for other channels, under another rule. */
  public static Design withChannels(Design design, List<String> channels, ReceiveRule rule) {
    return new Design(
        design.name(),
        design.alias(),
        design.codes(),
        channels,
        design.url(),
        design.remark(),
        design.stackable(),
        rule,
        design.tickets());
  }

  public static TicketTemplate ticket(String name, @Nullable Instant end) {
    return ticket(name, null, end);
  }

  public static TicketTemplate ticket(String name, @Nullable Instant start, @Nullable Instant end) {
    return new TicketTemplate(
        name,
        "000000000000",
        new Discount(DiscountType.AMOUNT_OFF, 500),
        List.of(),
        1,
        null,
        null,
        new UseRule(start, end, List.of(), null, null, end == null ? 10 : null));
  }
}
