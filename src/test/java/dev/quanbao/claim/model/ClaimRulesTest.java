package dev.quanbao.claim.model;

import static dev.quanbao.claim.engine.SamplePackages.END;
import static dev.quanbao.claim.engine.SamplePackages.LAST_USE;
import static dev.quanbao.claim.engine.SamplePackages.NOW;
import static dev.quanbao.claim.engine.SamplePackages.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.claim.engine.SamplePackages;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseRule;
import dev.quanbao.platform.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimRulesTest {

  private static final String CHANNEL = "七煌";
  private static final String CHANNEL_ID = "c1";
  private static final Company COMPANY =
      new Company(
          SamplePackages.COMPANY,
          "公司",
          List.of(),
          List.of(new NamedItem(CHANNEL_ID, CHANNEL), new NamedItem("c2", "公众号")),
          List.of(),
          List.of());
  private static final GiftPackage OPEN = SamplePackages.shared(10, 2);

  @Test
  void anOpenPackageMayBeClaimed() {
    assertThat(objection(OPEN, null, NOW)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = SendStatus.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PUBLISHED", "DELETED"})
  void aPackageThatIsNotPublishedMayNotBeClaimed(SendStatus status) {
    assertThat(objection(SamplePackages.in(OPEN, status), null, NOW))
        .contains(ErrorCode.NOT_PUBLISHED);
  }

  @Test
  void aDeletedPackageAnswersThatItsStateDoesNotAllowIt() {
    assertThat(objection(SamplePackages.in(OPEN, SendStatus.DELETED), null, NOW))
        .contains(ErrorCode.STATE_NOT_ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "2030-05-31T23:59:59.999Z, NOT_STARTED",
    "2030-06-01T00:00:00.000Z,",
    "2030-06-30T15:59:59.000Z,",
    "2030-06-30T15:59:59.999Z,",
    "2030-06-30T16:00:00.000Z, ENDED",
  })
  void theWindowHoldsItsFirstMillisecondAndItsWholeLastSecond(Instant now, ErrorCode expected) {
    assertThat(objection(OPEN, null, now)).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void aPackageThatWasSetExpiredMayNotBeClaimed() {
    assertThat(objection(SamplePackages.setExpired(OPEN), null, NOW))
        .contains(ErrorCode.PACKAGE_EXPIRED);
  }

  @ParameterizedTest
  @CsvSource({"2030-06-10T15:59:59.999Z,", "2030-06-10T16:00:00.000Z, PACKAGE_EXPIRED"})
  void aPackageIsExpiredOnceNoneOfItsTicketsCanBeUsed(Instant now, ErrorCode expected) {
    GiftPackage shortlived = endingAt(Instant.parse("2030-06-10T15:59:59Z"));

    assertThat(objection(shortlived, null, now)).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void aPackageWithATicketThatEndsByDaysAloneNeverExpires() {
    GiftPackage byDays =
        SamplePackages.tickets(
            OPEN,
            SamplePackages.ticket("甲", 1, new UseRule(null, START, List.of(), null, null, null)),
            SamplePackages.ticket("乙", 1, new UseRule(null, null, List.of(), null, null, 1)));

    assertThat(objection(byDays, null, END)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "七煌, 七煌, true",
    "七煌, c1, true",
    "c1, 七煌, true",
    "c1, c1, true",
    "公众号, 七煌, false",
    "c2, c1, false",
    "未知, 七煌, false",
    "未知, 未知, true",
  })
  void aChannelIsKnownByItsNameAndItsId(String channel, String allowed, boolean isAllowed) {
    GiftPackage limited = SamplePackages.channels(OPEN, List.of(), List.of(allowed));

    assertThat(objection(limited, channel, NOW))
        .isEqualTo(isAllowed ? Optional.empty() : Optional.of(ErrorCode.CHANNEL_NOT_ALLOWED));
  }

  @Test
  void thePackagesChannelsHoldWhereTheRuleNamesNone() {
    GiftPackage limited = SamplePackages.channels(OPEN, List.of(CHANNEL), List.of());

    assertThat(objection(limited, "公众号", NOW)).contains(ErrorCode.CHANNEL_NOT_ALLOWED);
    assertThat(objection(limited, CHANNEL_ID, NOW)).isEmpty();
  }

  @Test
  void theRulesChannelsHoldInsteadOfThePackages() {
    GiftPackage limited = SamplePackages.channels(OPEN, List.of(CHANNEL), List.of("公众号"));

    assertThat(objection(limited, CHANNEL, NOW)).contains(ErrorCode.CHANNEL_NOT_ALLOWED);
    assertThat(objection(limited, "公众号", NOW)).isEmpty();
  }

  @Test
  void aClaimWithoutAChannelIsNotHeldAgainstThem() {
    GiftPackage limited = SamplePackages.channels(OPEN, List.of(CHANNEL), List.of(CHANNEL));

    assertThat(objection(limited, null, NOW)).isEmpty();
  }

  @Test
  void anyChannelWillDoWhereNoneIsListed() {
    assertThat(objection(OPEN, "未知", NOW)).isEmpty();
  }

  @Test
  void aPackageOfWhichNothingIsLeftIsSoldOut() {
    assertThat(objection(SamplePackages.left(OPEN, 0), null, NOW)).contains(ErrorCode.SOLD_OUT);
    assertThat(objection(SamplePackages.left(OPEN, 1), null, NOW)).isEmpty();
  }

  @Test
  void theFirstOfSeveralReasonsIsGiven() {
    GiftPackage soldOut = SamplePackages.left(OPEN, 0);
    GiftPackage closedChannel = SamplePackages.channels(soldOut, List.of(CHANNEL), List.of());
    GiftPackage expired = SamplePackages.setExpired(closedChannel);
    GiftPackage unpublished = SamplePackages.in(expired, SendStatus.CLOSED);

    assertThat(objection(soldOut, "公众号", NOW)).contains(ErrorCode.SOLD_OUT);
    assertThat(objection(closedChannel, "公众号", NOW)).contains(ErrorCode.CHANNEL_NOT_ALLOWED);
    assertThat(objection(expired, "公众号", NOW)).contains(ErrorCode.PACKAGE_EXPIRED);
    assertThat(objection(expired, "公众号", LAST_USE)).contains(ErrorCode.ENDED);
    assertThat(objection(expired, "公众号", START.minusMillis(1))).contains(ErrorCode.NOT_STARTED);
    assertThat(objection(unpublished, "公众号", LAST_USE)).contains(ErrorCode.NOT_PUBLISHED);
  }

  private static GiftPackage endingAt(Instant end) {
    return SamplePackages.tickets(
        OPEN, SamplePackages.ticket("甲", 1, new UseRule(null, end, List.of(), null, null, null)));
  }

  private static Optional<ErrorCode> objection(GiftPackage wanted, String channel, Instant now) {
    return ClaimRules.objection(wanted, COMPANY, channel, now);
  }
}
