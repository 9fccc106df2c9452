package dev.quanbao.ticket.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2.8 and 2.25. */
@QuarkusTest
class ReceiveTicketPackageTest {

  private static final String CHAT = "u00011234567890";
  private static final String CHATS_USER = "u0001dfae31623f9a499baac77e8709910c42";

  private final BackOffice office = BackOffice.demo();
  private final String user = BackOffice.someone();

  @Inject RegisterClient registerClient;

  @Test
  void aClaimIssuesEveryTicketOfThePackage() {
    String id = office.publish(Draft.shared());

    Answer answer = office.claim(user, id);

    assertThat(answer.<Boolean>at("data.result")).isTrue();
    assertThat(answer.<String>at("data.reason")).isNull();
    assertThat(answer.<String>at("data.message")).isNull();
    assertThat(answer.<List<String>>at("data.ticketUsers.ticketName"))
        .containsExactly("五元券", "五元券", "八五折券");
    assertThat(answer.<List<String>>at("data.ticketUsers.userTicketCode"))
        .allMatch(code -> code.matches("[0-9]{12}"))
        .doesNotHaveDuplicates();
    assertThat(answer.<List<String>>at("data.ticketUsers.id"))
        .allMatch(ticket -> ticket.matches(user.substring(0, 5) + "[0-9a-f]{32}"))
        .doesNotHaveDuplicates();
    assertThat(answer.<List<String>>at("data.ticketUsers.ownerId")).containsOnly(user);
    assertThat(answer.<List<String>>at("data.ticketUsers.userId")).containsOnly(user);
    assertThat(answer.<List<Integer>>at("data.ticketUsers.ownerType")).containsOnly(1);
    assertThat(answer.<List<Integer>>at("data.ticketUsers.useStatus")).containsOnly(2);
    assertThat(answer.<BigDecimal>at("data.ticketUsers[2].ticketAmount")).isEqualTo("8.5");
    assertThat(answer.<String>at("data.ticketUsers[0].ticketRule.productKinds[0].name"))
        .isEqualTo("打车");
    assertThat(answer.<String>at("data.ticketUsers[0].useChannels[0].id")).isNotBlank();
    assertThat(answer.<List<String>>at("data.ticketUsers.ticketPackageCode"))
        .allMatch(code -> code.matches("[0-9]{10}"))
        .containsOnly(answer.<String>at("data.ticketUsers[0].ticketPackageCode"))
        .doesNotContain(office.read(id).<String>at("data.ticketPackageCode"));
  }

  @Test
  void thePlainInterfaceAnswersTrue() {
    String id = office.publish(Draft.shared());

    Answer answer =
        office.ask(
            "receiveTicketPackageForUser",
            Map.of("OpId", "op1", "UserId", user, "TicketPackageId", id));

    assertThat(answer.success().<Boolean>at("data")).isTrue();
  }

  @Test
  void anIdShorterThanAPartitionIsPadded() {
    String id = office.publish(Draft.shared());

    Answer answer = office.claim("z9", id);

    assertThat(answer.<String>at("data.ticketUsers[0].id")).matches("z9000[0-9a-f]{32}");
  }

  @Test
  void aTicketIsValidFromTheLaterStartToTheEarlierEnd() {
    Draft draft = Draft.shared().window("2026-01-01", "2026-12-31");
    draft.with(
        "Tickets",
        List.of(
            ticket(Draft.object("UseStartTime", "2026-02-01", "UseEndTime", "2026-02-28")),
            ticket(Draft.object("UseEndTime", "2026-02-28", "DelayDay", 1)),
            ticket(Draft.object("DelayDay", 0))));
    String id = office.publish(draft);
    office.at("2026-01-31T23:59:59+08:00").claim(user, id).success();

    assertThat(statusesAt("2026-01-31T23:59:59+08:00")).containsExactlyInAnyOrder(1, 2, 2);
    assertThat(statusesAt("2026-02-01T00:00:00+08:00")).containsExactlyInAnyOrder(2, 2, 5);
    assertThat(statusesAt("2026-02-02T00:00:00+08:00")).containsExactlyInAnyOrder(2, 5, 5);
    assertThat(statusesAt("2026-02-28T23:59:59.999+08:00")).containsExactlyInAnyOrder(2, 5, 5);
    assertThat(statusesAt("2026-03-01T00:00:00+08:00")).containsExactlyInAnyOrder(5, 5, 5);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-31T23:59:59.999+08:00, NOT_STARTED, 40911",
    "2026-01-01T00:00:00+08:00, ,",
    "2026-01-31T23:59:59.999+08:00, ,",
    "2026-02-01T00:00:00+08:00, ENDED, 40912"
  })
  void theWindowIsOpenFromItsFirstMomentToItsLastSecond(String now, String reason, Integer code) {
    String id = office.publish(Draft.shared().window("2026-01-01", "2026-01-31"));

    assertOutcome(office.at(now), "TicketPackageId", id, reason, code);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6})
  void aPackageThatIsNotPublishedIsNotClaimed(int status) {
    String id = office.createIn(status, Draft.shared());

    assertOutcome(office, "TicketPackageId", id, "NOT_PUBLISHED", 40910);
  }

  @Test
  void aDeletedPackageIsNotClaimedAndSaysSoInWords() {
    String id = office.createIn(7, Draft.shared());

    Answer answer = office.claim(user, id);

    assertThat(answer.<String>at("data.reason")).isEqualTo("STATE_NOT_ALLOWED");
    assertThat(answer.<String>at("data.message")).contains("7").doesNotContain("{");
    Answer plain = plain(office, "TicketPackageId", id);
    assertThat(plain.code()).isEqualTo(40900);
    assertThat(plain.message()).contains("7").doesNotContain("{");
  }

  @Test
  void whatIsUsedUpIsSoldOut() {
    String id = office.publish(Draft.shared().limits(1, 1));
    office.claim(BackOffice.someone(), id).success();

    assertOutcome(office, "TicketPackageId", id, "SOLD_OUT", 40913);
  }

  @Test
  void nobodyGetsMoreThanThePersonalLimit() {
    String id = office.publish(Draft.shared().limits(10, 2));
    office.claim(user, id).success();
    office.claim(user, id).success();

    assertOutcome(office, "TicketPackageId", id, "PERSONAL_LIMIT", 40914);
    assertThat(office.read(id).<Integer>at("data.claimedCount")).isEqualTo(2);
    assertThat(office.claim(BackOffice.someone(), id).<Boolean>at("data.result")).isTrue();
  }

  @Test
  void aPackageWhoseTicketsAreAllOverHasExpired() {
    Draft draft = Draft.shared().window("2026-01-01", "2026-12-31");
    draft.with("Tickets", List.of(ticket(Draft.object("UseEndTime", "2026-03-31"))));
    String id = office.publish(draft);

    assertOutcome(
        office.at("2026-04-01T00:00:00+08:00"), "TicketPackageId", id, "PACKAGE_EXPIRED", 40915);
  }

  @ParameterizedTest
  @CsvSource({
    "七煌, 七煌,",
    "七煌, 0f6a8c5d2b914e7aa3c1d9e8f7b6a542,",
    "0f6a8c5d2b914e7aa3c1d9e8f7b6a542, 七煌,",
    "七煌, 微信公众号1, CHANNEL_NOT_ALLOWED",
    "七煌, nowhere, CHANNEL_NOT_ALLOWED"
  })
  void aClaimComesThroughAChannelOfTheRule(String allowed, String channel, String reason) {
    String id =
        office.publish(
            Draft.shared()
                .with("UseChannels", List.of("微信公众号1"))
                .with("TicketPackageRule.UseChannels", List.of(allowed)));

    Answer answer = claimThrough(channel, id);

    assertThat(answer.<String>at("data.reason")).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"微信公众号1,", "七煌, CHANNEL_NOT_ALLOWED"})
  void whereTheRuleNamesNoChannelThePackagesCount(String channel, String reason) {
    String id = office.publish(Draft.shared().with("UseChannels", List.of("微信公众号1")));

    Answer answer = claimThrough(channel, id);

    assertThat(answer.<String>at("data.reason")).isEqualTo(reason);
  }

  @Test
  void aClaimWithoutAChannelIsNotHeldAgainstAny() {
    String id = office.publish(Draft.shared().with("UseChannels", List.of("微信公众号1")));

    assertOutcome(office, "TicketPackageId", id, null, null);
  }

  @Test
  void whereNoChannelsAreNamedAnyWillDo() {
    String id = office.publish(Draft.shared());

    Answer answer = claimThrough("nowhere", id);

    assertThat(answer.<Boolean>at("data.result")).isTrue();
  }

  @Test
  void thePackageIsFoundByItsCodeAndByItsAliasWhateverItsCase() {
    String alias = Draft.freshCode();
    String id = office.publish(Draft.shared().limits(10, 5).with("TicketPackageAliasCode", alias));
    String code = office.read(id).at("data.ticketPackageCode");

    List<Answer> answers =
        List.of(
            office.claim(user, "TicketPackageCode", code),
            office.claim(user, "TicketPackageAliasCode", alias),
            office.claim(user, "TicketPackageAliasCode", alias.toLowerCase(Locale.ROOT)));

    assertThat(answers).allMatch(answer -> answer.<Boolean>at("data.result"));
    assertThat(office.read(id).<Integer>at("data.claimedCount")).isEqualTo(3);
  }

  @Test
  void aParentOfChildrenIsFoundByItsCodeToo() {
    String id = office.publish(Draft.unique());
    String code = office.read(id).at("data.ticketPackageCode");

    assertOutcome(office, "TicketPackageCode", code, null, null);
  }

  @Test
  void aChildIsFoundByItsAliasAndClaimedOnce() {
    String first = Draft.freshCode();
    String second = Draft.freshCode();
    office.publish(
        Draft.unique().limits(2, 2).with("TicketPackageAliasCodes", List.of(first, second)));
    office.claim(user, "TicketPackageAliasCode", second).success();

    assertOutcome(office, "TicketPackageAliasCode", second, "CODE_ALREADY_CLAIMED", 40918);
    assertOutcome(office, "TicketPackageAliasCode", first.toLowerCase(Locale.ROOT), null, null);
  }

  @Test
  void theCodeOfAClaimedCopyIsClaimed() {
    String shared = office.publish(Draft.shared());
    String unique = office.publish(Draft.unique());
    String copyOfShared = claimedCode(shared);
    String copyOfUnique = claimedCode(unique);

    assertOutcome(office, "TicketPackageCode", copyOfShared, "CODE_ALREADY_CLAIMED", 40918);
    assertOutcome(office, "TicketPackageCode", copyOfUnique, "CODE_ALREADY_CLAIMED", 40918);
  }

  @Test
  void aCodeThatNeverWasIsNotFoundAndAMistypedOneIsInvalid() {
    String id = office.create(Draft.shared());
    String code = office.read(id).at("data.ticketPackageCode");
    char last = code.charAt(9);
    String slip = code.substring(0, 9) + (last == '9' ? '0' : (char) (last + 1));

    assertOutcome(office, "TicketPackageCode", slip, "CODE_INVALID", 40927);
    assertOutcome(office, "TicketPackageCode", "nothing", "CODE_NOT_FOUND", 40917);
    assertOutcome(office, "TicketPackageAliasCode", Draft.freshCode(), "CODE_NOT_FOUND", 40917);
  }

  @Test
  void anotherCompanysCodesAreNotFound() {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);
    String alias = Draft.freshCode();
    String id = office.publish(Draft.shared().with("TicketPackageAliasCode", alias));
    String code = office.read(id).at("data.ticketPackageCode");

    assertOutcome(other, "TicketPackageCode", code, "CODE_NOT_FOUND", 40917);
    assertOutcome(other, "TicketPackageCode", claimedCode(id), "CODE_NOT_FOUND", 40917);
    assertOutcome(other, "TicketPackageAliasCode", alias, "CODE_NOT_FOUND", 40917);
  }

  @Test
  void anotherCompanysPackageIsAnsweredAsIfItDidNotExist() {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);
    String id = office.publish(Draft.shared());

    Answer answer = other.claim(user, id);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(40400);
    assertThat(answer.bodyButForItsTime())
        .isEqualTo(other.claim(user, "0".repeat(32)).bodyButForItsTime());
  }

  @Test
  void anAliasThatStandsInTwoOfTheClientsCompaniesIsAFault() {
    BackOffice both = TestClient.ofBothCompanies(registerClient);
    String alias = Draft.freshCode();
    Draft draft = Draft.shared().with("TicketPackageAliasCode", alias);
    both.create(draft);
    both.create(draft.with("CreateCompanyId", "y2222222222"));

    Answer answer = both.claim(user, "TicketPackageAliasCode", alias);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("TicketPackageAliasCode");
  }

  @Test
  void aChatStandsForItsUser() {
    String id = office.publish(Draft.shared());

    Answer answer =
        office.ask(
            "receiveTicketPackageForUserWithResult",
            Map.of("OpId", "op1", "ChatId", CHAT, "TicketPackageId", id));

    assertThat(answer.<List<String>>at("data.ticketUsers.ownerId")).containsOnly(CHATS_USER);
  }

  @Test
  void anUnknownChatAndAnotherCompanysAreAnsweredAlike() {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);
    Map<String, Object> fields =
        Draft.object("OpId", "op1", "ChatId", CHAT, "TicketPackageId", "0".repeat(32));
    Answer unknown = other.ask("receiveTicketPackageForUser", withChat(fields, "u0000unknown"));

    Answer answer = other.ask("receiveTicketPackageForUser", fields);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(40400);
    assertThat(answer.bodyButForItsTime()).isEqualTo(unknown.bodyButForItsTime());
  }

  @Test
  void anOpWhoWasAllottedNothingHasNothingToPassOn() {
    String id = office.publish(Draft.shared());

    Answer answer =
        office.ask(
            "receiveTicketPackageForUserWithResult",
            Map.of("OpId", "op1", "UserId", user, "TicketPackageId", id, "FromAllotment", true));

    assertThat(answer.<String>at("data.reason")).isEqualTo("OP_ALLOTMENT_EMPTY");
    assertThat(office.read(id).<Integer>at("data.claimedCount")).isZero();
  }

  @Test
  void theSameKeyGivesTheFirstAnswerAgain() {
    String id = office.publish(Draft.shared().limits(10, 5));
    BackOffice keyed = office.with("Idempotency-Key", UUID.randomUUID().toString());
    Answer first = keyed.claim(user, id);

    Answer second = keyed.claim(user, id);

    assertThat(second.body()).isEqualTo(first.success().body());
    assertThat(second.response().header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(office.read(id).<Integer>at("data.claimedCount")).isEqualTo(1);
  }

  @Test
  void theSameKeyGivesTheFirstRefusalAgain() {
    String id = office.createIn(4, Draft.shared());
    BackOffice keyed = office.with("Idempotency-Key", UUID.randomUUID().toString());
    Answer first = plain(keyed, "TicketPackageId", id);
    office.move(id, 5).success();

    Answer second = plain(keyed, "TicketPackageId", id);

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    String id = office.publish(Draft.shared());
    BackOffice keyed = office.with("Idempotency-Key", UUID.randomUUID().toString());
    keyed.claim(user, id).success();

    Answer answer = keyed.claim(BackOffice.someone(), id);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo(40902);
    assertThat(office.read(id).<Integer>at("data.claimedCount")).isEqualTo(1);
  }

  @Test
  void withoutAKeyEachRequestCounts() {
    String id = office.publish(Draft.shared().limits(10, 5));
    office.claim(user, id).success();

    office.claim(user, id).success();

    assertThat(office.read(id).<Integer>at("data.claimedCount")).isEqualTo(2);
  }

  @Test
  void claimingNeedsItsPermission() {
    String id = office.publish(Draft.shared());
    BackOffice reader = TestClient.permitted(registerClient, Permission.PACKAGE_READ);

    Answer answer = reader.claim(user, id);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(40300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'OpId':'o','TicketPackageId':'p'} | UserId",
        "{'OpId':'o','UserId':'u','ChatId':'c','TicketPackageId':'p'} | UserId",
        "{'OpId':'o','UserId':'u'} | TicketPackageId",
        "{'OpId':'o','UserId':'u','TicketPackageId':'p','TicketPackageCode':'1'} | TicketPackageId",
        "{'UserId':'u','TicketPackageId':'p'} | OpId",
        "{'OpId':'o','UserId':'a b','TicketPackageId':'p'} | UserId"
      })
  void onePersonAndOnePackageAreNamed(String body, String field) {
    Answer answer = office.ask("receiveTicketPackageForUser", body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly(field);
  }

  /** Holds both interfaces to the same outcome, each in its own manner; null: it is granted. */
  private void assertOutcome(
      BackOffice asking, String field, String value, String reason, Integer code) {
    Answer withResult = asking.claim(user, field, value);
    assertThat(withResult.status()).isEqualTo(200);
    assertThat(withResult.code()).isEqualTo(200);
    assertThat(withResult.<Boolean>at("data.result")).isEqualTo(reason == null);
    assertThat(withResult.<String>at("data.reason")).isEqualTo(reason);
    if (reason != null) {
      assertThat(withResult.<List<Object>>at("data.ticketUsers")).isEmpty();
      Answer plain = plain(asking, field, value);
      assertThat(plain.status()).isEqualTo(409);
      assertThat(plain.code()).isEqualTo(code);
      assertThat(plain.message()).isEqualTo(withResult.at("data.message"));
    }
  }

  private Answer plain(BackOffice asking, String field, String value) {
    return asking.ask(
        "receiveTicketPackageForUser", Map.of("OpId", "op1", "UserId", user, field, value));
  }

  private Answer claimThrough(String channel, String id) {
    return office.ask(
        "receiveTicketPackageForUserWithResult",
        Map.of("OpId", "op1", "UserId", user, "TicketPackageId", id, "UseChannel", channel));
  }

  private String claimedCode(String id) {
    return office
        .claim(BackOffice.someone(), id)
        .success()
        .at("data.ticketUsers[0].ticketPackageCode");
  }

  private List<Integer> statusesAt(String now) {
    return office
        .at(now)
        .ask("getTicketUsersByOwnerId", Map.of("OwnerType", 1, "OwnerId", user))
        .at("data.useStatus");
  }

  private static Map<String, Object> ticket(Map<String, Object> rule) {
    return Draft.object(
        "TicketName", "a", "TicketType", 1, "Count", 1, "TicketAmount", 1, "TicketRule", rule);
  }

  private static Map<String, Object> withChat(Map<String, Object> fields, String chat) {
    Map<String, Object> other = Draft.object();
    other.putAll(fields);
    other.put("ChatId", chat);
    return other;
  }
}
