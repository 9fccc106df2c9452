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
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2.1 and 2.29. */
@QuarkusTest
class CreateTicketPackageTest {

  private final BackOffice office = BackOffice.demo();

  @Inject RegisterClient registerClient;

  @Test
  void answersTheIdOfAPackageThatHoldsWhatWasGiven() {
    Draft draft = Draft.shared().with("Stackable", true);

    Answer answer = office.ask("createTicketPackage", draft.fields());

    String id = answer.success().at("data");
    assertThat(id).matches("[0-9a-f]{32}");
    Answer read = office.read(id);
    assertThat(read.<String>at("data.id")).isEqualTo(id);
    assertThat(read.<String>at("data.ticketPackageCode")).matches("[0-9]{10}");
    assertThat(read.<String>at("data.ticketPackageName")).isEqualTo(draft.name());
    assertThat(read.<Integer>at("data.ticketPackageAliasCodeType")).isEqualTo(2);
    assertThat(read.<String>at("data.ticketPackageAliasCode")).hasSize(12);
    assertThat(read.<Integer>at("data.sendStatus")).isEqualTo(1);
    assertThat(read.<Integer>at("data.useStatus")).isEqualTo(1);
    assertThat(read.<Boolean>at("data.isDelete")).isFalse();
    assertThat(read.<String>at("data.operatorId")).isNull();
    assertThat(read.<Integer>at("data.claimedCount")).isZero();
    assertThat(read.<Boolean>at("data.isReceiveOver")).isFalse();
    assertThat(read.<Boolean>at("data.stackable")).isTrue();
    assertThat(read.<String>at("data.parentId")).isNull();
    assertThat(read.<List<String>>at("data.tickets.ticketCode"))
        .allMatch(code -> code.matches("[0-9]{12}"))
        .doesNotHaveDuplicates();
    assertThat(read.body()).contains("\"ticketAmount\":500,", "\"ticketAmount\":8.5,");
  }

  @Test
  void datesBecomeTheFirstMomentAndTheLastSecondOfTheirDays() {
    String id = office.create(Draft.shared().window("2015-12-11", "2015-12-12"));

    Answer read = office.read(id);

    assertThat(read.<Long>at("data.ticketPackageRule.receiveStartTime")).isEqualTo(1449763200000L);
    assertThat(read.<Long>at("data.ticketPackageRule.receiveEndTime")).isEqualTo(1449935999000L);
  }

  @Test
  void epochMillisecondsStandForTheirDay() {
    Draft draft =
        Draft.shared()
            .with("TicketPackageRule.ReceiveStartTime", 1449763200001L)
            .with("TicketPackageRule.ReceiveEndTime", 1449935999000L);

    Answer read = office.read(office.create(draft));

    assertThat(read.<Long>at("data.ticketPackageRule.receiveStartTime")).isEqualTo(1449763200000L);
    assertThat(read.<Long>at("data.ticketPackageRule.receiveEndTime")).isEqualTo(1449935999000L);
  }

  @Test
  void namesInCamelCaseAndInAnyOtherCaseAreUnderstood() {
    Map<String, Object> fields = new HashMap<>(Draft.shared().fields());
    fields.put("ticketPackageName", fields.remove("TicketPackageName"));
    fields.put("CREATEUSERID", fields.remove("CreateUserId"));

    Answer answer = office.ask("createTicketPackage", fields);

    assertThat(answer.code()).isEqualTo(200);
  }

  @Test
  void fieldsThatTheServerSetsAreIgnored() {
    Draft draft =
        Draft.shared()
            .with("_id", "1")
            .with("TicketPackageCode", "1234567890")
            .with("SendStatus", 5)
            .with("UseStatus", "whatever")
            .with("IsDelete", true)
            .with("CreateTime", "yesterday")
            .with("UpdateTime", 1)
            .with("OperatorId", "somebody")
            .with("ExaminerId", "somebody")
            .with("Suggestion", "fine")
            .with("useCompanyList", List.of("a"))
            .with("ClaimedCount", 10)
            .with("IsReceiveOver", true)
            .with("ParentId", "1")
            .with("Tickets.0.TicketCode", "1");

    Answer read = office.read(office.create(draft));

    assertThat(read.<Integer>at("data.sendStatus")).isEqualTo(1);
    assertThat(read.<Boolean>at("data.isDelete")).isFalse();
    assertThat(read.<String>at("data.operatorId")).isNull();
    assertThat(read.<String>at("data.ticketPackageCode")).isNotEqualTo("1234567890");
    assertThat(read.<Integer>at("data.claimedCount")).isZero();
  }

  @Test
  void aPackageThatWasReadCanBeSentBackAsANewOne() {
    Map<String, Object> read = new HashMap<>(office.read(office.create(Draft.unique())).at("data"));

    Answer answer = office.ask("createTicketPackage", read);

    assertThat(answer.code()).isEqualTo(200);
  }

  @Test
  void aCodeMayBeGivenToEverybody() {
    String code = Draft.freshCode();

    String id = office.create(Draft.shared().with("TicketPackageAliasCode", code));

    assertThat(office.read(id).<String>at("data.ticketPackageAliasCode")).isEqualTo(code);
  }

  @Test
  void copiesMayGetGeneratedCodesOfAPrefixAndLength() {
    Draft draft =
        Draft.unique().limits(3, 1).with("AliasCodePrefix", "VIP").with("AliasCodeLength", 10);

    String id = office.publish(draft);

    assertThat(office.read(id).<String>at("data.ticketPackageAliasCode")).isNull();
    assertThat(office.claim(BackOffice.someone(), id).<Boolean>at("data.result")).isTrue();
  }

  @Test
  void copiesMayGetGivenCodesAndThePackageWaitsForAllOfThem() {
    Draft draft =
        Draft.unique().limits(2, 1).with("TicketPackageAliasCodes", List.of(Draft.freshCode()));
    String id = office.createIn(4, draft);

    Answer answer = office.move(id, 5);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo(40900);
  }

  @Test
  void aCodeInUseIsRefusedAndNamed() {
    String code = Draft.freshCode();
    office.create(Draft.shared().with("TicketPackageAliasCode", code));
    Draft second = Draft.shared().with("TicketPackageAliasCode", code.toLowerCase(Locale.ROOT));

    Answer answer = office.ask("createTicketPackage", second.fields());

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo(40901);
    assertThat(answer.message()).contains(code.toLowerCase(Locale.ROOT));
  }

  @Test
  void aCodeInUseIsAResultWhereOneIsAskedFor() {
    String code = Draft.freshCode();
    office.create(Draft.shared().with("TicketPackageAliasCode", code));
    Draft second = Draft.unique().with("TicketPackageAliasCodes", List.of(Draft.freshCode(), code));

    Answer answer = office.ask("createTicketPackageWithResult", second.fields());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.<Boolean>at("data.result")).isFalse();
    assertThat(answer.<String>at("data.reason")).isEqualTo("CODE_IN_USE");
    assertThat(answer.<String>at("data.message")).contains(code);
    assertThat(answer.<Object>at("data.ticketPackage")).isNull();
  }

  @Test
  void aRefusedPackageLeavesNoneOfItsCodesBehind() {
    String taken = Draft.freshCode();
    String free = Draft.freshCode();
    office.create(Draft.shared().with("TicketPackageAliasCode", taken));
    Draft refused = Draft.unique().with("TicketPackageAliasCodes", List.of(free, taken));
    office.ask("createTicketPackage", refused.fields());

    Answer answer =
        office.ask("isTicketPackageAliasCodeUnique", Map.of("TicketPackageAliasCode", free));

    assertThat(answer.<Boolean>at("data")).isTrue();
  }

  @Test
  void withAResultThePackageIsAnsweredAsItCanBeRead() {
    Answer answer = office.ask("createTicketPackageWithResult", Draft.shared().fields());

    assertThat(answer.<Boolean>at("data.result")).isTrue();
    assertThat(answer.<String>at("data.reason")).isNull();
    assertThat(answer.<String>at("data.message")).isNull();
    Map<String, Object> created = answer.at("data.ticketPackage");
    Map<String, Object> read = office.read(String.valueOf(created.get("id"))).at("data");
    assertThat(created).isEqualTo(read);
  }

  @Test
  void withAResultWrongInputIsStillRefused() {
    Draft draft = Draft.shared().without("Tickets");

    Answer answer = office.ask("createTicketPackageWithResult", draft.fields());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(40001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"createTicketPackage", "createTicketPackageWithResult"})
  void anotherCompanyIsAnsweredAsIfItDidNotExist(String name) {
    Draft others = Draft.shared().with("CreateCompanyId", "y2222222222");
    Draft nobodys = Draft.shared().with("CreateCompanyId", "z3333333333");

    Answer answer = office.ask(name, others.fields());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(40400);
    assertThat(answer.bodyButForItsTime())
        .isEqualTo(office.ask(name, nobodys.fields()).bodyButForItsTime());
  }

  @Test
  void theSameCodeMayStandInTwoCompanies() {
    String code = Draft.freshCode();
    office.create(Draft.shared().with("TicketPackageAliasCode", code));
    BackOffice other = TestClient.ofAnotherCompany(registerClient);
    Draft theirs =
        Draft.shared().with("TicketPackageAliasCode", code).with("CreateCompanyId", "y2222222222");

    Answer answer = other.ask("createTicketPackage", theirs.fields());

    assertThat(answer.code()).isEqualTo(200);
  }

  @Test
  void codesThatCannotFitAreRefusedWithTheArithmetic() {
    Draft draft =
        Draft.unique().limits(32, 1).with("AliasCodePrefix", "ABCDEF").with("AliasCodeLength", 8);

    Answer answer = office.ask("createTicketPackage", draft.fields());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("AliasCodeLength");
    assertThat(answer.<String>at("data[0].message")).contains("31", "32");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aPrefixThatLeavesNoRoomIsRefusedWithTheArithmetic(int type) {
    Draft draft =
        Draft.shared()
            .with("TicketPackageAliasCodeType", type)
            .with("AliasCodePrefix", "ABCDEFG")
            .with("AliasCodeLength", 8);

    Answer answer = office.ask("createTicketPackage", draft.fields());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("AliasCodeLength");
  }

  @ParameterizedTest
  @CsvSource({
    "TicketPackageAliasCode, 1, ABCD-1234, TicketPackageAliasCode",
    "TicketPackageAliasCodes, 2, ABCD-1234, TicketPackageAliasCodes"
  })
  void aCodeFieldOfTheOtherTypeIsAFault(String field, int type, String code, String named) {
    Object value = field.endsWith("s") ? List.of(code) : code;
    Draft draft = Draft.shared().with("TicketPackageAliasCodeType", type).with(field, value);

    Answer answer = office.ask("createTicketPackage", draft.fields());

    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly(named);
  }

  @Test
  void oneCodeGivenTwiceIsAFault() {
    Draft draft =
        Draft.unique().with("TicketPackageAliasCodes", List.of("Code-1", "Code-2", "CODE-1"));

    Answer answer = office.ask("createTicketPackage", draft.fields());

    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("TicketPackageAliasCodes[2]");
  }

  @Test
  void moreGivenCodesThanCopiesAreAFault() {
    Draft draft =
        Draft.unique()
            .limits(1, 1)
            .with("TicketPackageAliasCodes", List.of(Draft.freshCode(), Draft.freshCode()));

    Answer answer = office.ask("createTicketPackage", draft.fields());

    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("TicketPackageAliasCodes");
  }
}
