package dev.quanbao.giftpackage.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2.2. */
@QuarkusTest
class UpdateTicketPackageTest {

  private final BackOffice office = BackOffice.demo();

  @Inject RegisterClient registerClient;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void beforeItIsApprovedAnythingMayChange(int status) {
    String id = office.createIn(status, Draft.shared());
    Map<String, Object> changes =
        Draft.object(
            "TicketPackageName", "another name",
            "UseChannels", List.of("七煌"),
            "Stackable", true,
            "TicketPackageRule", Map.of("PersonalCountLimit", 5, "TotalCountLimit", 7),
            "Tickets", List.of(Draft.fold()));

    Answer answer = office.update(id, changes);

    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.<String>at("data.ticketPackageName")).isEqualTo("another name");
    assertThat(answer.<String>at("data.operatorId")).isEqualTo("op009");
    assertThat(answer.<Integer>at("data.sendStatus")).isEqualTo(1);
    assertThat(answer.<Object>at("data")).isEqualTo(office.read(id).at("data"));
  }

  @Test
  void theRuleIsMergedAndWhatIsAbsentOrNullStays() {
    String id = office.create(Draft.shared());
    Map<String, Object> before = office.read(id).at("data");
    Map<String, Object> changes =
        Draft.object(
            "TicketPackageName", null,
            "Remark", null,
            "TicketPackageRule", Draft.object("PersonalCountLimit", 5, "TotalCountLimit", null));

    Answer answer = office.update(id, changes);

    assertThat(answer.<Integer>at("data.ticketPackageRule.personalCountLimit")).isEqualTo(5);
    Map<String, Object> after = new HashMap<>(answer.at("data"));
    Map<String, Object> expected = new HashMap<>(before);
    Map<String, Object> rule = new HashMap<>(answer.at("data.ticketPackageRule"));
    rule.put("personalCountLimit", 2);
    after.put("ticketPackageRule", rule);
    for (String moved : List.of("updateTime", "operatorId")) {
      after.remove(moved);
      expected.remove(moved);
    }
    assertThat(after).isEqualTo(expected);
  }

  @Test
  void ticketsAreReplacedAsAWholeAndGetNewCodes() {
    String id = office.create(Draft.shared());
    List<String> before = office.read(id).at("data.tickets.ticketCode");

    Answer answer =
        office.update(id, Map.of("Tickets", List.of(Draft.fold(), Draft.fold(), Draft.fold())));

    assertThat(answer.<List<String>>at("data.tickets.ticketCode"))
        .hasSize(3)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5})
  void whatIsSentBackAsItWasReadChangesNothing(int status) {
    String id = office.createIn(status, Draft.shared());
    Map<String, Object> read = new HashMap<>(office.read(id).at("data"));
    read.remove("operatorId");

    Answer answer = office.update(id, read);

    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.<Object>at("data.tickets")).isEqualTo(read.get("tickets"));
    assertThat(answer.<Object>at("data.ticketPackageRule"))
        .isEqualTo(read.get("ticketPackageRule"));
    assertThat(answer.<Object>at("data.ticketPackageAliasCode"))
        .isEqualTo(read.get("ticketPackageAliasCode"));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void onceItIsApprovedWhatCannotHurtAnybodyMayChange(int status) {
    String id = office.createIn(status, Draft.shared());
    Map<String, Object> changes =
        Map.of(
            "TicketPackageAlias", "another alias",
            "URL", "http://example.com/b",
            "Remark", "another remark",
            "TicketPackageRule", Map.of("ReceiveEndTime", Draft.day(31), "TotalCountLimit", 11));

    Answer answer = office.update(id, changes);

    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.<Integer>at("data.sendStatus")).isEqualTo(status);
    assertThat(answer.<String>at("data.ticketPackageAlias")).isEqualTo("another alias");
    assertThat(answer.<String>at("data.url")).isEqualTo("http://example.com/b");
    assertThat(answer.<String>at("data.remark")).isEqualTo("another remark");
    assertThat(answer.<Integer>at("data.ticketPackageRule.totalCountLimit")).isEqualTo(11);
  }

  @ParameterizedTest(name = "in {0}: {1}")
  @MethodSource("harmfulChanges")
  void onceItIsApprovedAnyOtherChangeIsRefusedAndNamed(
      int status, String named, Map<String, Object> changes) {
    String id = office.createIn(status, Draft.shared());
    Object before = office.read(id).at("data");

    Answer answer = office.update(id, changes);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo(40900);
    assertThat(answer.message()).contains(named);
    assertThat(office.read(id).<Object>at("data")).isEqualTo(before);
  }

  static Stream<Arguments> harmfulChanges() {
    return IntStream.of(4, 5)
        .boxed()
        .flatMap(status ->
            Stream.of(
                Arguments.of(status, "TicketPackageName", Map.of("TicketPackageName", "b")),
                Arguments.of(status, "UseChannels", Map.of("UseChannels", List.of("七煌"))),
                Arguments.of(status, "Stackable", Map.of("Stackable", true)),
                Arguments.of(status, "Tickets", Map.of("Tickets", List.of(Draft.fold()))),
                Arguments.of(
                    status, "TicketPackageAliasCode", Map.of("TicketPackageAliasCode", "OTHER-1")),
                Arguments.of(
                    status, "TicketPackageAliasCodeType", Map.of("TicketPackageAliasCodeType", 1)),
                Arguments.of(status, "AliasCodePrefix", Map.of("AliasCodePrefix", "A")),
                ruled(status, "ReceiveStartTime", Draft.day(-11)),
                ruled(status, "ReceiveEndTime", Draft.day(29)),
                ruled(status, "TotalCountLimit", 9),
                ruled(status, "PersonalCountLimit", 3),
                ruled(status, "UseChannels", List.of("七煌"))));
  }

  private static Arguments ruled(int status, String field, Object value) {
    return Arguments.of(status, field, Map.of("TicketPackageRule", Map.of(field, value)));
  }

  @Test
  void everyFieldThatMayNotChangeIsNamedAtOnce() {
    String id = office.createIn(5, Draft.shared());

    Answer answer =
        office.update(
            id,
            Map.of(
                "TicketPackageName", "b",
                "Remark", "allowed",
                "TicketPackageRule", Map.of("TotalCountLimit", 1, "PersonalCountLimit", 1)));

    assertThat(answer.code()).isEqualTo(40900);
    assertThat(answer.message())
        .contains("TicketPackageName", "TotalCountLimit", "PersonalCountLimit")
        .doesNotContain("Remark");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6, 7})
  void inReviewClosedAndDeletedNothingMayChange(int status) {
    String id = office.createIn(status, Draft.shared());

    Answer answer = office.update(id, Map.of("Remark", "another"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo(40900);
    assertThat(answer.message()).contains(String.valueOf(status));
  }

  @Test
  void aLargerLimitMakesTheMissingChildren() {
    String id = office.createIn(5, Draft.unique().limits(1, 5));
    String user = BackOffice.someone();
    office.claim(user, id).success();

    office.update(id, Map.of("TicketPackageRule", Map.of("TotalCountLimit", 3))).success();

    List<String> codes =
        List.of(
            office.claim(user, id).at("data.ticketUsers[0].ticketPackageCode"),
            office.claim(user, id).at("data.ticketUsers[0].ticketPackageCode"));
    assertThat(codes).doesNotHaveDuplicates();
    assertThat(office.claim(user, id).<String>at("data.reason")).isEqualTo("SOLD_OUT");
    assertThat(office.read(id).<Integer>at("data.claimedCount")).isEqualTo(3);
  }

  @Test
  void aLargerLimitKeepsAPackageFromBeingPublishedUntilItsGivenCodesAreThere() {
    Draft draft =
        Draft.unique().limits(1, 5).with("TicketPackageAliasCodes", List.of(Draft.freshCode()));
    String id = office.createIn(4, draft);

    office.update(id, Map.of("TicketPackageRule", Map.of("TotalCountLimit", 2))).success();

    assertThat(office.move(id, 5).code()).isEqualTo(40900);
  }

  @Test
  void aLargerLimitOfAPublishedPackageNeedsItsGivenCodesFirst() {
    Draft draft =
        Draft.unique().limits(1, 5).with("TicketPackageAliasCodes", List.of(Draft.freshCode()));
    String id = office.createIn(5, draft);

    Answer answer = office.update(id, Map.of("TicketPackageRule", Map.of("TotalCountLimit", 2)));

    assertThat(answer.code()).isEqualTo(40900);
    assertThat(answer.message()).contains("TotalCountLimit");
  }

  @Test
  void givenCodesReplaceThoseGivenBefore() {
    String first = Draft.freshCode();
    String second = Draft.freshCode();
    String third = Draft.freshCode();
    String id =
        office.create(
            Draft.unique().limits(2, 2).with("TicketPackageAliasCodes", List.of(first, second)));

    office.update(id, Map.of("TicketPackageAliasCodes", List.of(third, second))).success();

    office.moveTo(5, id);
    String user = BackOffice.someone();
    assertThat(claimReason(user, first)).isEqualTo("CODE_NOT_FOUND");
    assertThat(claimReason(user, second)).isNull();
    assertThat(claimReason(user, third)).isNull();
  }

  @Test
  void codesOfAnotherPackageAreRefusedAndNothingChanges() {
    String taken = Draft.freshCode();
    String own = Draft.freshCode();
    office.create(Draft.shared().with("TicketPackageAliasCode", taken));
    String id = office.create(Draft.shared().with("TicketPackageAliasCode", own));

    Answer answer = office.update(id, Map.of("TicketPackageAliasCode", taken));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo(40901);
    assertThat(answer.message()).contains(taken);
    assertThat(office.read(id).<String>at("data.ticketPackageAliasCode")).isEqualTo(own);
  }

  @Test
  void aChangedSharedCodeFreesTheOldOne() {
    String old = Draft.freshCode();
    String id = office.create(Draft.shared().with("TicketPackageAliasCode", old));

    office.update(id, Map.of("TicketPackageAliasCode", Draft.freshCode())).success();

    Answer unique =
        office.ask("isTicketPackageAliasCodeUnique", Map.of("TicketPackageAliasCode", old));
    assertThat(unique.<Boolean>at("data")).isTrue();
  }

  @Test
  void aChangedTypeMakesChildrenOfAPackageThatHadNone() {
    String id =
        office.create(
            Draft.shared().limits(2, 2).with("TicketPackageAliasCode", Draft.freshCode()));

    office.update(id, Map.of("TicketPackageAliasCodeType", 1)).success();

    office.moveTo(5, id);
    Answer claim = office.claim(BackOffice.someone(), id);
    assertThat(claim.<Boolean>at("data.result")).isTrue();
  }

  @Test
  void aWindowThatWouldEndBeforeItStartsIsRefused() {
    String id = office.create(Draft.shared());

    Answer answer =
        office.update(id, Map.of("TicketPackageRule", Map.of("ReceiveEndTime", Draft.day(-11))));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("ReceiveEndTime");
  }

  @Test
  void aBlankNameIsRefused() {
    String id = office.create(Draft.shared());

    Answer answer = office.update(id, Map.of("TicketPackageName", " "));

    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("TicketPackageName");
  }

  @Test
  void anotherCompanysPackageIsAnsweredAsIfItDidNotExist() {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);
    String id = office.create(Draft.shared());

    Answer answer = other.update(id, Map.of("Remark", "theirs"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.bodyButForItsTime())
        .isEqualTo(other.update("0".repeat(32), Map.of("Remark", "theirs")).bodyButForItsTime());
  }

  private String claimReason(String user, String alias) {
    return office.claim(user, "TicketPackageAliasCode", alias).at("data.reason");
  }
}
