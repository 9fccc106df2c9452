package dev.quanbao.giftpackage.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2.3 and 2.4. */
@QuarkusTest
class MoveTicketPackageTest {

  private static final Set<String> CONTRACT =
      Set.of("1→2", "2→3", "2→4", "3→1", "4→5", "5→6", "6→5", "1→7", "2→7", "3→7", "4→7", "6→7");

  private final BackOffice office = BackOffice.demo();

  @Inject RegisterClient registerClient;

  @ParameterizedTest(name = "{0} → {1}")
  @MethodSource("allMoves")
  void onlyTheMovesOfTheContractAreMade(int from, int to) {
    String id = office.createIn(from, Draft.shared());
    boolean allowed = CONTRACT.contains(from + "→" + to);

    Answer answer = office.move(id, to);

    assertThat(answer.code()).isEqualTo(allowed ? 200 : 40900);
    assertThat(office.read(id).<Integer>at("data.sendStatus")).isEqualTo(allowed ? to : from);
    if (allowed) {
      assertThat(answer.<Boolean>at("data")).isTrue();
    } else {
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.message()).contains(from + " → " + to);
    }
  }

  static Stream<Arguments> allMoves() {
    return IntStream.rangeClosed(1, 7)
        .boxed()
        .flatMap(from -> IntStream.rangeClosed(1, 7).mapToObj(to -> Arguments.of(from, to)));
  }

  @Test
  void aMoveIsShownWithItsOperatorExaminerAndSuggestion() {
    String id = office.createIn(2, Draft.shared());

    Answer answer =
        office.ask(
            "updateTicketPackageSendStatus",
            Map.of(
                "TicketPackageId", id,
                "SendStatus", 3,
                "OperatorId", "op003",
                "ExaminerId", "op004",
                "Suggestion", "换个名字"));

    assertThat(answer.<Boolean>at("data")).isTrue();
    Answer read = office.read(id);
    assertThat(read.<String>at("data.operatorId")).isEqualTo("op003");
    assertThat(read.<String>at("data.examinerId")).isEqualTo("op004");
    assertThat(read.<String>at("data.suggestion")).isEqualTo("换个名字");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void theCreatorDoesNotExamine(int verdict) {
    String id = office.createIn(2, Draft.shared());

    Answer answer = move(id, verdict, BackOffice.CREATOR, "fine");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(40300);
    assertThat(office.read(id).<Integer>at("data.sendStatus")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "2, 4"})
  void aReviewNamesItsExaminer(int from, int to) {
    String id = office.createIn(from, Draft.shared());

    Answer answer =
        office.ask(
            "updateTicketPackageSendStatus",
            Map.of(
                "TicketPackageId", id, "SendStatus", to, "OperatorId", "op003", "Suggestion", "s"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("ExaminerId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aRejectionSaysWhy(String suggestion) {
    String id = office.createIn(2, Draft.shared());

    Answer answer = move(id, 3, BackOffice.EXAMINER, suggestion);

    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault()).containsExactly("Suggestion");
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "2, 4"})
  void aReviewNeedsItsPermission(int from, int to) {
    String id = office.createIn(from, Draft.shared());
    BackOffice writer =
        TestClient.permitted(registerClient, Permission.PACKAGE_READ, Permission.PACKAGE_WRITE);

    Answer answer = writer.move(id, to);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(40300);
    assertThat(answer.message()).contains("package:review");
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "4, 5", "5, 6", "6, 5", "4, 7"})
  void anyOtherMoveNeedsThePermissionToWrite(int from, int to) {
    String id = office.createIn(from, Draft.shared());
    BackOffice reviewer = TestClient.permitted(registerClient, Permission.PACKAGE_REVIEW);

    Answer answer = reviewer.move(id, to);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(40300);
    assertThat(answer.message()).contains("package:write");
  }

  @Test
  void whoMayOnlyReviewReviews() {
    String id = office.create(Draft.shared());
    BackOffice reviewer = TestClient.permitted(registerClient, Permission.PACKAGE_REVIEW);
    reviewer.move(id, 2).success();

    Answer answer = reviewer.move(id, 4);

    assertThat(answer.code()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"2026-01-31T23:59:59.999+08:00, 200", "2026-02-01T00:00:00+08:00, 40900"})
  void aClosedPackageIsReopenedAsLongAsItsWindowIsOpen(String now, int code) {
    String id = office.createIn(6, Draft.shared().window("2026-01-01", "2026-01-31"));

    Answer answer = office.at(now).move(id, 5);

    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void closingMayCloseUnusedTicketsToo() {
    String id = office.publish(Draft.shared());
    String user = BackOffice.someone();
    office.claim(user, id).success();

    Answer answer =
        office.ask(
            "updateTicketPackageSendStatus",
            Map.of(
                "TicketPackageId", id, "SendStatus", 6, "OperatorId", "op1", "CloseTickets", true));

    assertThat(answer.code()).isEqualTo(200);
    assertThat(wallet(user).<Set<Integer>>at("data.useStatus.toSet()")).containsExactly(6);
  }

  @Test
  void closingAloneLeavesTicketsUsable() {
    String id = office.publish(Draft.shared());
    String user = BackOffice.someone();
    office.claim(user, id).success();

    office.move(id, 6).success();

    assertThat(wallet(user).<Set<Integer>>at("data.useStatus.toSet()")).containsExactly(2);
  }

  @Test
  void ticketsAreClosedOnlyWithTheirPackage() {
    String id = office.createIn(4, Draft.shared());
    Map<String, Object> publish =
        Map.of("TicketPackageId", id, "SendStatus", 5, "OperatorId", "op1", "CloseTickets", true);
    office.ask("updateTicketPackageSendStatus", publish).success();
    String user = BackOffice.someone();

    office.claim(user, id).success();

    assertThat(wallet(user).<Set<Integer>>at("data.useStatus.toSet()")).containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6})
  void aPackageThatIsNotPublishedCanBeDeletedAndStaysReadable(int status) {
    String id = office.createIn(status, Draft.shared());

    Answer answer = delete(id);

    assertThat(answer.<Boolean>at("data")).isTrue();
    Answer read = office.read(id);
    assertThat(read.code()).isEqualTo(200);
    assertThat(read.<Boolean>at("data.isDelete")).isTrue();
    assertThat(read.<Integer>at("data.sendStatus")).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"5, 5 → 7", "7, 7 → 7"})
  void aPublishedPackageIsClosedFirstAndADeletedOneIsGone(int status, String named) {
    String id = office.createIn(status, Draft.shared());

    Answer answer = delete(id);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo(40900);
    assertThat(answer.message()).contains(named);
  }

  @Test
  void aDeletedPackagesCodeIsFreeAgain() {
    String code = Draft.freshCode();
    String id = office.create(Draft.shared().with("TicketPackageAliasCode", code));

    delete(id).success();

    Answer again =
        office.ask(
            "createTicketPackage", Draft.shared().with("TicketPackageAliasCode", code).fields());
    assertThat(again.code()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleteTicketPackage", "updateTicketPackageSendStatus"})
  void anotherCompanysPackageIsAnsweredAsIfItDidNotExist(String name) {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);
    String id = office.create(Draft.shared());

    Answer answer = other.ask(name, request(name, id));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(40400);
    assertThat(answer.bodyButForItsTime())
        .isEqualTo(other.ask(name, request(name, "0".repeat(32))).bodyButForItsTime());
  }

  private static Map<String, Object> request(String name, String id) {
    Map<String, Object> fields = Draft.object("TicketPackageId", id, "OperatorId", "op001");
    if (name.equals("updateTicketPackageSendStatus")) {
      fields.put("SendStatus", 7);
    }
    return fields;
  }

  private Answer move(String id, int to, String examiner, String suggestion) {
    return office.ask(
        "updateTicketPackageSendStatus",
        Map.of(
            "TicketPackageId", id,
            "SendStatus", to,
            "OperatorId", "op003",
            "ExaminerId", examiner,
            "Suggestion", suggestion));
  }

  private Answer delete(String id) {
    return office.ask("deleteTicketPackage", Map.of("TicketPackageId", id, "OperatorId", "op001"));
  }

  private Answer wallet(String user) {
    return office.ask("getTicketUsersByOwnerId", Map.of("OwnerType", 1, "OwnerId", user));
  }
}
