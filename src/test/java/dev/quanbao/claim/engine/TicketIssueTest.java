package dev.quanbao.claim.engine;

import static dev.quanbao.claim.engine.SamplePackages.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimOrigin;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.Owner;
import dev.quanbao.claim.model.Owner.Staff;
import dev.quanbao.claim.model.Owner.User;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.TicketTemplate;
import dev.quanbao.giftpackage.model.UseRule;
import dev.quanbao.platform.code.TestMint;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketIssueTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final User USER = new User("u0001-owner");
  private static final GiftPackage SAMPLE = SamplePackages.shared(10, 2);
  private static final Company COMPANY =
      new Company(
          SamplePackages.COMPANY,
          "公司",
          List.of(new NamedItem("k1", "咖啡")),
          List.of(new NamedItem("c1", "七煌")),
          List.of(),
          List.of());

  private final TicketIssue issue =
      new TicketIssue(TestMint.withoutStore(), new BusinessCalendar(ZONE));

  @Test
  void everyTemplateIsIssuedAsOftenAsItSays() {
    List<Ticket> tickets = issue.ticketsOf(claim("a", USER, NOW), SAMPLE, COMPANY);

    assertThat(tickets).extracting(ticket -> ticket.kind().name()).containsExactly("甲", "甲", "乙");
    assertThat(tickets).extracting(ticket -> ticket.origin().place()).containsExactly(0, 1, 2);
  }

  @Test
  void theSameClaimHasTheSameTicketsWhoeverMakesThem() {
    Claim claim = claim("a", USER, NOW);
    var elsewhere = new TicketIssue(TestMint.withoutStore(), new BusinessCalendar(ZONE));

    List<Ticket> again = elsewhere.ticketsOf(claim, SAMPLE, COMPANY);

    assertThat(again).isEqualTo(issue.ticketsOf(claim, SAMPLE, COMPANY));
  }

  @Test
  void idsAndCodesOfDifferentTicketsDiffer() {
    List<Ticket> tickets = issue.ticketsOf(claim("a", USER, NOW), SAMPLE, COMPANY);

    assertThat(tickets).extracting(Ticket::id).doesNotHaveDuplicates();
    assertThat(tickets).extracting(Ticket::code).doesNotHaveDuplicates();
  }

  @Test
  void idsOfDifferentClaimsDifferAndStayInTheOwnersPartition() {
    List<Ticket> one = issue.ticketsOf(claim("a", USER, NOW), SAMPLE, COMPANY);
    List<Ticket> other = issue.ticketsOf(claim("b", USER, NOW), SAMPLE, COMPANY);

    assertThat(one)
        .extracting(Ticket::id)
        .doesNotContainAnyElementsOf(other.stream().map(Ticket::id).toList())
        .allMatch(id -> id.matches("u0001[0-9a-f]{32}"));
  }

  @ParameterizedTest
  @CsvSource({
    // claimed at, days, end of use; Shanghai's time
    "2030-01-31T00:00:00, 0, 2030-01-31T23:59:59",
    "2030-01-31T23:59:59, 0, 2030-01-31T23:59:59",
    "2030-01-31T23:59:59, 1, 2030-02-01T23:59:59",
    "2030-01-31T12:00:00, 28, 2030-02-28T23:59:59",
    "2028-02-28T12:00:00, 1, 2028-02-29T23:59:59",
    "2030-02-28T12:00:00, 1, 2030-03-01T23:59:59",
    "2028-02-29T12:00:00, 366, 2029-03-01T23:59:59",
    "2030-12-31T23:59:59, 1, 2031-01-01T23:59:59",
  })
  void aTicketEndsWithTheDaySoManyDaysAfterTheClaim(
      LocalDateTime claimedAt, int days, LocalDateTime end) {
    Ticket ticket = only(new UseRule(null, null, List.of(), null, null, days), at(claimedAt));

    assertThat(ticket.validity().to()).isEqualTo(at(end));
  }

  @ParameterizedTest
  @CsvSource({
    "2030-06-20T23:59:59, 10, 2030-06-20T23:59:59",
    "2030-06-25T23:59:59, 10, 2030-06-25T23:59:59",
    "2030-06-26T23:59:59, 10, 2030-06-25T23:59:59",
  })
  void ofTwoEndsTheEarlierHolds(LocalDateTime useEnd, int days, LocalDateTime end) {
    Ticket ticket = only(new UseRule(null, at(useEnd), List.of(), null, null, days), NOW);

    assertThat(ticket.validity().to()).isEqualTo(at(end));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "1, 1"})
  void aTicketStartsWithTheLaterOfItsStartAndTheClaim(long startOffset, long expectedOffset) {
    Instant start = NOW.plusMillis(startOffset);
    Ticket ticket = only(new UseRule(start, null, List.of(), null, null, 1), NOW);

    assertThat(ticket.validity().from()).isEqualTo(NOW.plusMillis(expectedOffset));
  }

  @Test
  void aTicketWithoutAStartIsValidFromTheClaimOn() {
    Ticket ticket = only(new UseRule(null, null, List.of(), null, null, 1), NOW);

    assertThat(ticket.validity().from()).isEqualTo(NOW);
    assertThat(ticket.statusAt(NOW)).isEqualTo(TicketStatus.USABLE);
  }

  @ParameterizedTest
  @CsvSource({"999, USABLE", "1000, EXPIRED"})
  void aTicketThatIsOverWhenItIsClaimedIsExpiredAtOnce(long millisAfterEnd, TicketStatus status) {
    Instant end = Instant.parse("2030-06-10T15:59:59Z");
    Ticket ticket =
        only(new UseRule(null, end, List.of(), null, null, null), end.plusMillis(millisAfterEnd));

    assertThat(ticket.status()).isEqualTo(status);
  }

  @Test
  void namesAreThoseOfTheCompanysDirectory() {
    TicketTemplate plain =
        SamplePackages.ticket("甲", 1, new UseRule(null, null, List.of("k1", "未知"), 1000L, 200L, 1));
    Ticket ticket =
        issue
            .ticketsOf(claim("a", USER, NOW), SamplePackages.tickets(SAMPLE, plain), COMPANY)
            .getFirst();

    assertThat(ticket.kind().terms().productKinds())
        .containsExactly(new NamedItem("k1", "咖啡"), new NamedItem(null, "未知"));
    assertThat(ticket.kind().terms().orderAmount()).isEqualTo(1000L);
    assertThat(ticket.kind().terms().maxAmount()).isEqualTo(200L);
  }

  @Test
  void aTicketThatAnOpHoldsIsNobodysToUse() {
    Ticket ticket =
        issue.ticketsOf(claim("a", new Staff("u0001-owner"), NOW), SAMPLE, COMPANY).getFirst();

    assertThat(ticket.holder().type()).isEqualTo(OwnerType.OP);
    assertThat(ticket.holder().userId()).isNull();
  }

  private Ticket only(UseRule rule, Instant claimedAt) {
    GiftPackage one = SamplePackages.tickets(SAMPLE, SamplePackages.ticket("甲", 1, rule));
    return issue.ticketsOf(claim("a", USER, claimedAt), one, COMPANY).getFirst();
  }

  private static Claim claim(String id, Owner owner, Instant claimedAt) {
    var origin = new ClaimOrigin(null, "sender", claimedAt, null);
    return ClaimRequest.forAnyCopy(owner, SAMPLE.id(), origin)
        .toClaim(id, SamplePackages.COMPANY, "7480648244", 41, claimedAt);
  }

  private static Instant at(LocalDateTime shanghai) {
    return shanghai.atZone(ZONE).toInstant();
  }
}
