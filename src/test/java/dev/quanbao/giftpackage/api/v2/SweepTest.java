package dev.quanbao.giftpackage.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.audit.model.FiledEntry;
import dev.quanbao.audit.store.AuditTrailRepository;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.TestClient;
import dev.quanbao.giftpackage.FilingNow;
import dev.quanbao.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2.21, 2.30 and 2.33: the schedule's sweeps, asked for. */
@QuarkusTest
class SweepTest {

  private static final String MEANWHILE = "2026-02-15T12:00:00+08:00";

  private final BackOffice office = BackOffice.demo();
  private final BackOffice then = office.at(MEANWHILE);
  private final String user = BackOffice.someone();

  @Inject RegisterClient registerClient;
  @Inject AuditTrailRepository trail;
  @Inject FilingNow filing;

  @Test
  void aPackageAndItsTicketsAreWrittenDownAsExpiredOnce() {
    String id = claimedInFebruary();

    Answer first = sweepOne(office.at("2026-03-01T00:00:00+08:00"), id);
    Answer again = sweepOne(office.at("2026-03-01T00:00:01+08:00"), id);

    assertThat(first.<Map<String, Object>>at("data")).hasSize(2);
    assertThat(first.<Integer>at("data.packages")).isEqualTo(1);
    assertThat(first.<Integer>at("data.tickets")).isEqualTo(2);
    assertThat(again.<Integer>at("data.packages")).isZero();
    assertThat(again.<Integer>at("data.tickets")).isZero();
    assertThat(then.read(id).<Integer>at("data.useStatus")).isEqualTo(2);
    assertThat(statusesAt(MEANWHILE)).containsExactly(5);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T23:59:59.999+08:00, 0, 0, 2",
    "2026-02-28T16:00:00Z, 1, 2, 5",
  })
  void nothingIsSweptBeforeItsLastSecondIsOver(
      String now, int packages, int tickets, int statusThen) {
    String id = claimedInFebruary();

    Answer answer = sweepOne(office.at(now), id);

    assertThat(answer.<Integer>at("data.packages")).isEqualTo(packages);
    assertThat(answer.<Integer>at("data.tickets")).isEqualTo(tickets);
    assertThat(statusesAt(MEANWHILE)).containsExactly(statusThen);
  }

  @Test
  void whatIsReadIsTheSameBeforeAndAfterASweep() {
    String id = claimedInFebruary();
    String packageBefore = office.read(id).bodyButForItsTime();
    String walletBefore = wallet("2026-03-01T00:00:00+08:00").bodyButForItsTime();

    Answer swept = sweepOne(office, id);

    assertThat(swept.<Integer>at("data.tickets")).isEqualTo(2);
    assertThat(office.read(id).bodyButForItsTime()).isEqualTo(packageBefore);
    assertThat(wallet("2026-03-01T00:00:00+08:00").bodyButForItsTime()).isEqualTo(walletBefore);
  }

  @Test
  void theSweepOfEverythingFindsWhatIsOver() {
    String id = claimedInFebruary();

    Answer answer = office.ask("sweepAllUseStatus", Map.of());

    assertThat(answer.<Integer>at("data.packages")).isPositive();
    assertThat(answer.<Integer>at("data.tickets")).isGreaterThanOrEqualTo(2);
    assertThat(then.read(id).<Integer>at("data.useStatus")).isEqualTo(2);
    assertThat(statusesAt(MEANWHILE)).containsExactly(5);
  }

  @Test
  void aSweepTouchesTheCallersCompaniesAlone() {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);
    String id = claimedInFebruary();

    other.ask("sweepAllUseStatus", Map.of()).success();

    assertThat(then.read(id).<Integer>at("data.useStatus")).isEqualTo(1);
    assertThat(statusesAt(MEANWHILE)).containsExactly(2);
  }

  @Test
  void everyChangedThingHasItsEntryInTheTrail() {
    String id = claimedInFebruary();
    String ticket = wallet(MEANWHILE).at("data[0].id");

    office.ask("sweepAllUseStatus", Map.of()).success();

    filing.file();
    assertThat(lastOf(id).entry().to()).isEqualTo("EXPIRED");
    assertThat(lastOf(id).entry().actor()).isEqualTo("70374ddd0f3641368d419b2d93127b8f");
    assertThat(lastOf(ticket))
        .extracting(filed -> filed.entry().from(), filed -> filed.entry().to(), FiledEntry::seq)
        .containsExactly("USABLE", "EXPIRED", 1L);
  }

  @Test
  void theEndOfAPackageIsToldToWhoeverWritesItDownFirst() {
    String id = office.publish(Draft.shared().limits(1, 1));
    office.claim(user, id).success();

    List<String> first = receiveOver();
    List<String> again = receiveOver();

    assertThat(office.read(id).<Boolean>at("data.isReceiveOver")).isTrue();
    assertThat(first).contains(id);
    assertThat(again).doesNotContain(id);
  }

  @Test
  void aPackageReadsAsOverBeforeAnySweep() {
    String id = office.publish(Draft.shared().limits(1, 1));

    office.claim(user, id).success();

    assertThat(office.read(id).<Boolean>at("data.isReceiveOver")).isTrue();
  }

  @Test
  void aPackageWhoseLimitWasRaisedHasAnotherEnd() {
    String id = office.publish(Draft.shared().limits(1, 1));
    office.claim(user, id).success();
    receiveOver();
    office.update(id, Map.of("TicketPackageRule", Map.of("TotalCountLimit", 2))).success();
    List<String> raised = receiveOver();
    office.claim(BackOffice.someone(), id).success();

    List<String> over = receiveOver();

    assertThat(raised).doesNotContain(id);
    assertThat(over).contains(id);
  }

  @Test
  void newDatesUndoWhatOnlyTimeHadMadeExpired() {
    String id = office.create(february());
    sweepOne(office, id).success();

    office.update(id, Map.of("Tickets", List.of(ticket(Draft.day(60))))).success();

    assertThat(office.read(id).<Integer>at("data.useStatus")).isEqualTo(1);
  }

  @Test
  void newDatesDoNotUndoWhatWasDeclaredByHand() {
    String id = office.create(Draft.shared());
    office
        .ask(
            "updateTicketPackageUseStatus",
            Map.of("TicketPackageId", id, "UseStatus", 2, "OperatorId", "op007"))
        .success();

    office.update(id, Map.of("Tickets", List.of(ticket(Draft.day(60))))).success();

    assertThat(office.read(id).<Integer>at("data.useStatus")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sweepTicketPackageStatus", "sweepAllUseStatus", "sweepReceiveOver"})
  void aSweepNeedsNoBody(String name) {
    Answer answer = office.request("POST", "/op/v2/" + name);

    assertThat(answer.code()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sweepTicketPackageStatus", "sweepAllUseStatus", "sweepReceiveOver"})
  void aSweepIsForThoseWhoMayWrite(String name) {
    BackOffice reader = TestClient.permitted(registerClient, Permission.PACKAGE_READ);

    Answer answer = reader.ask(name, Map.of());

    assertThat(answer.code()).isEqualTo(40300);
  }

  @Test
  void anotherCompanysPackageIsAnsweredAsIfItDidNotExist() {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);
    String id = office.create(Draft.shared());

    Answer answer = sweepOne(other, id);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.bodyButForItsTime())
        .isEqualTo(sweepOne(other, "0".repeat(32)).bodyButForItsTime());
  }

  @Test
  void aDeletedPackageStaysAsItIs() {
    String id = office.createIn(7, Draft.shared());

    Answer answer = sweepOne(office, id);

    assertThat(answer.code()).isEqualTo(40900);
  }

  private static Map<String, Object> ticket(String lastDay) {
    return Draft.object(
        "TicketName", "a",
        "TicketType", 1,
        "Count", 2,
        "TicketAmount", 1,
        "TicketRule", Map.of("UseEndTime", lastDay));
  }

  private static Draft february() {
    return Draft.shared()
        .window("2026-02-01", "2026-02-28")
        .with("Tickets", List.of(ticket("2026-02-28")));
  }

  private String claimedInFebruary() {
    String id = office.publish(february());
    then.claim(user, id).success();
    return id;
  }

  private static Answer sweepOne(BackOffice office, String id) {
    return office.ask("sweepTicketPackageStatus", Map.of("TicketPackageId", id));
  }

  private List<String> receiveOver() {
    return office.ask("sweepReceiveOver", Map.of()).success().at("data");
  }

  private Answer wallet(String now) {
    return office
        .at(now)
        .ask("getTicketUsersByOwnerId", Map.of("OwnerType", 1, "OwnerId", user))
        .success();
  }

  private Set<Integer> statusesAt(String now) {
    return wallet(now).at("data.useStatus.toSet()");
  }

  private FiledEntry lastOf(String subjectId) {
    List<FiledEntry> filed =
        Eventually.look(
            trail.list("subjectId = ?1 and entry.to = ?2", subjectId, "EXPIRED"),
            found -> !found.isEmpty(),
            Duration.ofSeconds(30));
    return filed.getLast();
  }
}
