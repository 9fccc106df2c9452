package dev.quanbao.statistics.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.giftpackage.model.ClaimTally;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.ReceiveRule;
import dev.quanbao.giftpackage.model.TicketTemplate;
import dev.quanbao.giftpackage.model.UseRule;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.Discount;
import dev.quanbao.ticket.model.DiscountType;
import dev.quanbao.ticket.model.TicketStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  private static final BusinessCalendar CALENDAR = new BusinessCalendar(ZoneId.of("Asia/Shanghai"));
  private static final LocalDate DAY = LocalDate.parse("2028-02-28");
  private static final ClaimTally THREE_CLAIMS =
      new ClaimTally(Map.of(DAY, 2, DAY.plusDays(1), 1), Map.of("", 3));

  @ParameterizedTest
  @CsvSource({
    // two end with the 29th, one with the 1st of March
    "2028-02-29T23:59:59.999+08:00, 3, 0",
    "2028-03-01T00:00:00+08:00, 1, 2",
    "2028-03-01T23:59:59.999+08:00, 1, 2",
    "2028-03-02T00:00:00+08:00, 0, 3",
  })
  void ticketsExpireWithTheirOwnDay(String now, long usable, long expired) {
    Figures figures = figures(design(1, null, null, 1), Map.of(), now);

    assertThat(figures.of(TicketStatus.USABLE)).isEqualTo(usable);
    assertThat(figures.of(TicketStatus.EXPIRED)).isEqualTo(expired);
    assertThat(figures.issued()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"2028-03-09T23:59:59.999+08:00, 6, 0", "2028-03-10T00:00:00+08:00, 0, 6"})
  void ticketsBecomeValidWithTheirStart(String now, long notYetValid, long usable) {
    Figures figures = figures(design(2, "2028-03-10", "2028-03-31", null), Map.of(), now);

    assertThat(figures.of(TicketStatus.NOT_YET_VALID)).isEqualTo(notYetValid);
    assertThat(figures.of(TicketStatus.USABLE)).isEqualTo(usable);
  }

  @Test
  void aMovedTicketNoLongerFollowsTheClock() {
    String end = new Span(null, CALENDAR.endOf(LocalDate.parse("2028-02-29"))).key();

    Figures figures =
        figures(
            design(1, null, null, 1),
            Map.of(end, Map.of("USED", 1, "CLOSED", 0)),
            "2028-03-01T00:00:00+08:00");

    assertThat(figures.of(TicketStatus.USED)).isEqualTo(1);
    assertThat(figures.of(TicketStatus.EXPIRED)).isEqualTo(1);
    assertThat(figures.of(TicketStatus.USABLE)).isEqualTo(1);
  }

  @Test
  void theLargestCampaignIsCounted() {
    var claims = new ClaimTally(Map.of(DAY, 20_000_000), Map.of("", 20_000_000));

    Figures figures =
        Figures.at(
            instant("2028-02-28T12:00:00+08:00"),
            design(1_000, null, null, 1),
            claims,
            Map.of(),
            CALENDAR);

    assertThat(figures.issued()).isEqualTo(20_000_000_000L);
    assertThat(figures.of(TicketStatus.USABLE)).isEqualTo(20_000_000_000L);
  }

  private static Figures figures(
      Design design, Map<String, Map<String, Integer>> moved, String now) {
    return Figures.at(instant(now), design, THREE_CLAIMS, moved, CALENDAR);
  }

  private static Instant instant(String time) {
    return OffsetDateTime.parse(time).toInstant();
  }

  private static Design design(
      int count, @Nullable String first, @Nullable String last, @Nullable Integer days) {
    Instant start = first == null ? null : CALENDAR.startOf(LocalDate.parse(first));
    Instant end = last == null ? null : CALENDAR.endOf(LocalDate.parse(last));
    var rule = new UseRule(start, end, List.of(), null, null, days);
    var template =
        new TicketTemplate(
            "a", "1", new Discount(DiscountType.AMOUNT_OFF, 1), List.of(), count, null, null, rule);
    return Design.of(
        "a",
        new CodePlan(CodeType.SHARED, CodePlan.Source.GENERATED, "", CodePlan.DEFAULT_LENGTH, null),
        new ReceiveRule(Instant.EPOCH, Design.NEVER, 1, 1, List.of()),
        List.of(template));
  }
}
