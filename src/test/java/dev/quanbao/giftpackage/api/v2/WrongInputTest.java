package dev.quanbao.giftpackage.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.Raw;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong with a request, it is refused with the contract's code, all fields at fault are
 * named, nothing of the inside is shown, and nothing is stored.
 */
@QuarkusTest
class WrongInputTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BackOffice office = BackOffice.demo();
  private List<Long> storedBefore = List.of();

  @Inject GiftPackageRepository packages;
  @Inject AliasCodeRepository aliasCodes;
  @Inject ClaimRepository claims;

  @BeforeEach
  void countWhatIsStored() {
    storedBefore = stored();
  }

  // Recovery may take out what other tests have left, but it makes nothing.
  @AfterEach
  void nothingIsStored() {
    assertThat(stored())
        .zipSatisfy(storedBefore, (now, before) -> assertThat(now).isLessThanOrEqualTo(before));
  }

  @Test
  void everythingThatIsMissingIsNamedAtOnce() {
    Answer answer = create("{}");

    assertRefused(answer, 400, 40001);
    assertThat(answer.fieldsAtFault())
        .containsExactlyInAnyOrder(
            "TicketPackageName",
            "TicketPackageAliasCodeType",
            "CreateUserId",
            "CreateCompanyId",
            "TicketPackageRule",
            "Tickets");
  }

  @Test
  void whatIsMissingDeepDownIsNamedWithItsPlace() {
    Draft draft =
        Draft.shared()
            .with("TicketPackageRule", Draft.object())
            .with("Tickets", List.of(Draft.fold(), Draft.object("TicketRule", Draft.object())));

    Answer answer = create(draft);

    assertRefused(answer, 400, 40001);
    assertThat(answer.fieldsAtFault())
        .containsExactlyInAnyOrder(
            "ReceiveStartTime",
            "ReceiveEndTime",
            "TotalCountLimit",
            "PersonalCountLimit",
            "Tickets[1].TicketName",
            "Tickets[1].TicketType",
            "Tickets[1].Count",
            "Tickets[1].TicketAmount",
            "Tickets[1].UseEndTime");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("wrongTypes")
  void aWrongTypeIsNamed(String path, Object value, String named) {
    Answer answer = create(Draft.shared().with(path, value));

    assertRefused(answer, 400, 40000);
    assertThat(answer.fieldsAtFault()).containsExactly(named);
  }

  static Stream<Arguments> wrongTypes() {
    return Stream.of(
        Arguments.of("TicketPackageName", 5, "TicketPackageName"),
        Arguments.of("TicketPackageName", List.of("a"), "TicketPackageName"),
        Arguments.of("TicketPackageAliasCodeType", "2", "TicketPackageAliasCodeType"),
        Arguments.of("TicketPackageAliasCodeType", 1.5, "TicketPackageAliasCodeType"),
        Arguments.of("UseChannels", "七煌", "UseChannels"),
        Arguments.of("UseChannels", List.of(1), "UseChannels[0]"),
        Arguments.of("UseChannels", Collections.singletonList(null), "UseChannels[0]"),
        Arguments.of("Stackable", "true", "Stackable"),
        Arguments.of("TicketPackageRule", List.of(), "TicketPackageRule"),
        Arguments.of("TicketPackageRule.TotalCountLimit", "10", "TotalCountLimit"),
        Arguments.of("TicketPackageRule.ReceiveStartTime", true, "ReceiveStartTime"),
        Arguments.of("Tickets", Draft.object(), "Tickets"),
        Arguments.of("Tickets.0", 1, "Tickets[0]"),
        Arguments.of("Tickets.1.TicketAmount", "8.5", "Tickets[1].TicketAmount"),
        Arguments.of("Tickets.1.TicketRule.DelayDay", 1.5, "Tickets[1].DelayDay"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("wrongValues")
  void aWrongValueIsNamed(String path, Object value, String named) {
    Answer answer = create(Draft.shared().with(path, value));

    assertRefused(answer, 400, 40001);
    assertThat(answer.fieldsAtFault()).containsExactly(named);
  }

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        Arguments.of("TicketPackageName", "", "TicketPackageName"),
        Arguments.of("TicketPackageName", " ", "TicketPackageName"),
        Arguments.of("TicketPackageName", "券".repeat(65), "TicketPackageName"),
        Arguments.of("TicketPackageAlias", "a".repeat(65), "TicketPackageAlias"),
        Arguments.of("TicketPackageAliasCodeType", 3, "TicketPackageAliasCodeType"),
        Arguments.of("AliasCodeSource", "OTHER", "AliasCodeSource"),
        Arguments.of("AliasCodeLength", 7, "AliasCodeLength"),
        Arguments.of("AliasCodeLength", 33, "AliasCodeLength"),
        Arguments.of("AliasCodePrefix", "券", "AliasCodePrefix"),
        Arguments.of("TicketPackageAliasCode", "1234567890", "TicketPackageAliasCode"),
        Arguments.of("TicketPackageAliasCode", "ABC", "TicketPackageAliasCode"),
        Arguments.of("TicketPackageName", "a\u0000", "TicketPackageName"),
        Arguments.of("CreateUserId", "", "CreateUserId"),
        Arguments.of("CreateUserId", "a b", "CreateUserId"),
        Arguments.of("CreateUserId", "u".repeat(65), "CreateUserId"),
        Arguments.of("URL", "a".repeat(513), "URL"),
        Arguments.of("Remark", "a".repeat(2001), "Remark"),
        Arguments.of("UseChannels", List.of(""), "UseChannels[0]"),
        Arguments.of("TicketPackageRule.TotalCountLimit", -1, "TotalCountLimit"),
        Arguments.of("TicketPackageRule.TotalCountLimit", 0, "TotalCountLimit"),
        Arguments.of("TicketPackageRule.TotalCountLimit", 10_000_000_000L, "TotalCountLimit"),
        Arguments.of("TicketPackageRule.PersonalCountLimit", -1, "PersonalCountLimit"),
        Arguments.of("TicketPackageRule.ReceiveStartTime", "2026-02-30", "ReceiveStartTime"),
        Arguments.of("TicketPackageRule.ReceiveStartTime", "2026/02/01", "ReceiveStartTime"),
        Arguments.of("TicketPackageRule.ReceiveEndTime", Draft.day(-11), "ReceiveEndTime"),
        Arguments.of("TicketPackageRule.ReceiveEndTime", 1449935999000L, "ReceiveEndTime"),
        Arguments.of("Tickets", List.of(), "Tickets"),
        Arguments.of("Tickets", Collections.nCopies(51, Draft.fold()), "Tickets"),
        Arguments.of("Tickets.0.TicketType", 3, "Tickets[0].TicketType"),
        Arguments.of("Tickets.0.Count", -1, "Tickets[0].Count"),
        Arguments.of("Tickets.0.Count", 0, "Tickets[0].Count"),
        Arguments.of("Tickets.0.TicketAmount", 0, "Tickets[0].TicketAmount"),
        Arguments.of("Tickets.0.TicketAmount", 0.5, "Tickets[0].TicketAmount"),
        Arguments.of("Tickets.1.TicketAmount", 10, "Tickets[1].TicketAmount"),
        Arguments.of("Tickets.1.TicketAmount", 8.5555, "Tickets[1].TicketAmount"),
        Arguments.of("Tickets.0.TicketRule.OrderAmount", -1, "Tickets[0].OrderAmount"),
        Arguments.of("Tickets.0.TicketRule.DelayDay", -1, "Tickets[0].DelayDay"),
        Arguments.of("Tickets.0.TicketRule.UseEndTime", Draft.day(-11), "Tickets[0].UseEndTime"),
        Arguments.of("Tickets.0.TicketRule.UseEndTime", 1449935999000L, "Tickets[0].UseEndTime"),
        Arguments.of("Tickets.1.TicketRule.UseEndTime", null, "Tickets[1].UseEndTime"));
  }

  @Test
  void aCodeThatNoStoreCanKeepIsNamed() {
    List<String> codes = List.of("ABCD", "\u0000");

    Answer answer = create(Draft.unique().with("TicketPackageAliasCodes", codes));

    assertRefused(answer, 400, 40001);
    assertThat(answer.fieldsAtFault()).containsExactly("TicketPackageAliasCodes[1]");
  }

  @Test
  void aPackageOfMoreThanAThousandTicketsIsRefused() {
    Draft draft = Draft.shared().with("Tickets.0.Count", 600).with("Tickets.1.Count", 401);

    Answer answer = create(draft);

    assertRefused(answer, 400, 40001);
    assertThat(answer.fieldsAtFault()).containsExactly("Tickets");
    assertThat(answer.<String>at("data[0].message")).contains("1000", "1001");
  }

  @Test
  void unknownFieldsAreNamedWhereverTheyStand() {
    Draft draft =
        Draft.shared()
            .with("Foo", 1)
            .with("TicketPackageRule.Bar", Draft.object("Deep", 1))
            .with("Tickets.1.TicketRule.Baz", null);

    Answer answer = create(draft);

    assertRefused(answer, 400, 40002);
    assertThat(answer.fieldsAtFault()).containsExactlyInAnyOrder("Foo", "Bar", "Tickets[1].Baz");
  }

  @Test
  void faultsOfEveryKindAreNamedTogetherUnderTheGravest() {
    Draft draft =
        Draft.shared()
            .with("TicketPackageName", 5)
            .with("Foo", 1)
            .with("TicketPackageRule.TotalCountLimit", -1)
            .without("CreateUserId");

    Answer answer = create(draft);

    assertRefused(answer, 400, 40000);
    assertThat(answer.fieldsAtFault())
        .containsExactlyInAnyOrder("TicketPackageName", "Foo", "TotalCountLimit", "CreateUserId");
  }

  @ParameterizedTest
  @CsvSource({"TicketPackageName, TicketPackageName", "ticketpackagename, TicketPackageName"})
  void aFieldThatStandsTwiceIsNamedWhateverItsCase(String again, String named) {
    String json = Raw.json(Draft.shared().fields());
    String twice = json.substring(0, json.length() - 1) + ",\"" + again + "\":\"b\"}";

    Answer answer = create(twice);

    assertRefused(answer, 400, 40000);
    assertThat(answer.fieldsAtFault()).containsExactly(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{nope",
        "",
        "[]",
        "null",
        "\"text\"",
        "5",
        "{} {}",
        "{\"TicketPackageName\":\"a\"",
        "{'TicketPackageName':'a'}",
        "{\"TicketPackageName\":NaN}",
        "<a/>",
        "{\"a\":1,}"
      })
  void whatIsNotOneJsonObjectIsRefused(String body) {
    Answer answer = create(body);

    assertRefused(answer, 400, 40000);
  }

  @Test
  void aBodyThatIsNotUtf8IsRefused() {
    byte[] latin = {'{', '"', 'a', '"', ':', '"', (byte) 0xe9, '"', '}'};

    Answer answer = office.send("createTicketPackage", "application/json", latin);

    assertRefused(answer, 400, 40000);
  }

  @ParameterizedTest
  @CsvSource({"32, 40002", "33, 40000"})
  void jsonIsAtMostThirtyTwoDeep(int depth, int code) {
    String body = "{\"Foo\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";

    Answer answer = create(body);

    assertRefused(answer, 400, code);
  }

  @Test
  void aBodyOfTwoMebibytesIsRefused() {
    byte[] body = new byte[2 << 20];
    Arrays.fill(body, (byte) ' ');

    Answer answer = office.send("createTicketPackage", "application/json", body);

    assertRefused(answer, 413, 41300);
    assertThat(answer.message()).contains("1048576");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
  void anotherContentTypeIsRefused(String contentType) {
    byte[] body = Raw.json(Draft.shared().fields()).getBytes(StandardCharsets.UTF_8);

    Answer answer = office.send("createTicketPackage", contentType, body);

    assertRefused(answer, 415, 41500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void anotherMethodIsRefused(String method) {
    Answer answer = office.request(method, "/op/v2/createTicketPackage");

    assertRefused(answer, 405, 40500);
  }

  @Test
  void anotherAnswerThanJsonCannotBeHad() {
    Answer answer =
        office
            .with("Accept", "application/xml")
            .ask("createTicketPackage", Draft.shared().fields());

    assertRefused(answer, 406, 40600);
  }

  @Test
  void anInterfaceThatDoesNotExistIsNotFound() {
    Answer answer = office.ask("createTicketPackages", Draft.shared().fields());

    assertRefused(answer, 404, 40400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "updateTicketPackage",
        "deleteTicketPackage",
        "updateTicketPackageSendStatus",
        "updateTicketPackageUseStatus",
        "getTicketPackageById",
        "getTicketPackageList",
        "getExamineTicketPackageList",
        "isTicketPackageAliasCodeUnique",
        "receiveTicketPackageForUser",
        "receiveTicketPackageForUserWithResult",
        "getUserTicketPackageCodes",
        "getTicketUsersByChatId",
        "getTicketUsersByOwnerId",
        "getProductKindsByCompanyId",
        "getUseChannelsByCompanyId"
      })
  void everyInterfaceRefusesUnknownFieldsAndWhatIsMissing(String name) {
    Answer empty = office.ask(name, "{}");
    Answer unknown = office.ask(name, "{\"Foo\":1}");
    Answer broken = office.ask(name, "{");

    assertRefused(empty, 400, 40001);
    assertThat(empty.fieldsAtFault()).isNotEmpty();
    assertRefused(unknown, 400, 40002);
    assertThat(unknown.fieldsAtFault()).contains("Foo");
    assertRefused(broken, 400, 40000);
  }

  @Test
  void messagesAreChineseUnlessEnglishIsAskedFor() {
    Draft draft = Draft.shared().without("TicketPackageName");

    Answer chinese = create(draft);
    Answer english =
        office.with("Accept-Language", "en").ask("createTicketPackage", draft.fields());

    assertThat(chinese.message()).isEqualTo("参数有误");
    assertThat(chinese.<String>at("data[0].message")).isEqualTo("必填");
    assertThat(english.message()).isEqualTo("invalid parameters");
    assertThat(english.<String>at("data[0].message")).isEqualTo("required");
    assertThat(english.code()).isEqualTo(chinese.code());
  }

  private Answer create(Draft draft) {
    return office.ask("createTicketPackage", draft.fields());
  }

  private Answer create(String body) {
    return office.ask("createTicketPackage", body);
  }

  private static void assertRefused(Answer answer, int status, int code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.code()).as(answer.body()).isEqualTo(code);
    assertThat(answer.message()).isNotBlank();
    assertThat(answer.body())
        .doesNotContainPattern("Exception|\\bat [a-z]+\\.|java\\.|jackson|quanbao\\.|Jakarta");
  }

  /** How much there is; no ticket is without a claim, which is written before it. */
  private List<Long> stored() {
    return List.of(count(packages), count(aliasCodes), count(claims));
  }

  private static long count(ReactivePanacheMongoRepositoryBase<?, ?> stored) {
    return stored.mongoCollection().estimatedDocumentCount().await().atMost(PATIENCE);
  }
}
