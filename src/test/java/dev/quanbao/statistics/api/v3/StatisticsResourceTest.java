package dev.quanbao.statistics.api.v3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.TestClient;
import dev.quanbao.testing.StoreCommands;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code GET /v3/packages/{id}/stats}. */
@QuarkusTest
class StatisticsResourceTest {

  private static final String FIRST = "2026-02-01T12:00:00+08:00";
  private static final String MIDNIGHT = "2026-02-02T00:00:00+08:00";
  private static final String LATER = "2026-02-12T00:00:00+08:00";

  private final BackOffice office = BackOffice.demo();

  @Inject Scheduler scheduler;
  @Inject RegisterClient registerClient;

  @Test
  void theyTellWhatHasBecomeOfAPackage() {
    String id = office.publish(design());
    claim(FIRST, id, "七煌");
    claim(FIRST, id, null);
    claim(MIDNIGHT, id, "七煌");

    Answer answer = stats(office.at(LATER), id);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"packageId":"%s","asOf":"2026-02-11T16:00:00.000Z",\
            "codes":{"made":3,"claimed":3},"claims":3,\
            "tickets":{"issued":9,"notYetValid":3,"usable":1,"frozen":0,"used":0,"expired":5,\
            "closed":0},"discountGiven":0,\
            "byDay":[{"date":"2026-02-01","claims":2,"used":0,"discountGiven":0},\
            {"date":"2026-02-02","claims":1,"used":0,"discountGiven":0}],\
            "byChannel":[{"channel":null,"claims":1,"used":0,"discountGiven":0},\
            {"channel":"七煌","claims":2,"used":0,"discountGiven":0}]}\
            """
                .formatted(id));
  }

  @Test
  void closedTicketsAreToldAsSuch() {
    String id = office.publish(design());
    claim(FIRST, id, null);
    Map<String, Object> close =
        Map.of("TicketPackageId", id, "SendStatus", 6, "OperatorId", "op1", "CloseTickets", true);
    office.at(MIDNIGHT).ask("updateTicketPackageSendStatus", close).success();

    Answer answer = stats(office.at(LATER), id);

    assertThat(answer.<Integer>at("tickets.closed")).isEqualTo(3);
    assertThat(answer.<Integer>at("tickets.issued")).isEqualTo(3);
    assertThat(answer.<Integer>at("tickets.expired")).isZero();
  }

  @Test
  void aPackageThatNobodyClaimedHasZeros() {
    String id = office.create(Draft.unique());

    Answer answer = stats(office, id);

    assertThat(answer.<Integer>at("codes.made")).isEqualTo(10);
    assertThat(answer.<Integer>at("codes.claimed")).isZero();
    assertThat(answer.<List<Object>>at("byDay")).isEmpty();
    assertThat(answer.<List<Object>>at("byChannel")).isEmpty();
  }

  // What runs by the clock looks things up, too.
  @AfterEach
  void goOn() {
    scheduler.resume();
  }

  @Test
  void theyTakeAFewLookUps() {
    scheduler.pause();
    String id = office.publish(design());
    claim(FIRST, id, null);
    stats(office, id);
    StoreCommands.forget();

    stats(office, id);

    assertThat(StoreCommands.sent().stream().filter(sent -> sent.startsWith("find ")))
        .hasSizeLessThan(8);
  }

  @Test
  void anotherCompanysPackageIsAnsweredAsIfItDidNotExist() {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);
    String id = office.create(Draft.shared());

    Answer answer = stats(other, id);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(40400);
  }

  @Test
  void theyAreForThoseWhoMayReadPackages() {
    BackOffice claimer = TestClient.permitted(registerClient, Permission.CLAIM);
    String id = office.create(Draft.shared());

    Answer answer = stats(claimer, id);

    assertThat(answer.code()).isEqualTo(40300);
  }

  private static Draft design() {
    return Draft.shared()
        .window("2026-02-01", "2026-12-31")
        .with(
            "Tickets",
            List.of(
                ticket(Map.of("DelayDay", 10)),
                ticket(Map.of("UseStartTime", "2026-03-01", "UseEndTime", "2026-03-31")),
                ticket(Map.of("UseEndTime", "2026-02-10", "DelayDay", 5))));
  }

  private static Map<String, Object> ticket(Map<String, Object> rule) {
    return Draft.object(
        "TicketName", "a", "TicketType", 1, "Count", 1, "TicketAmount", 1, "TicketRule", rule);
  }

  private void claim(String now, String id, String channel) {
    Map<String, Object> claim =
        Draft.object("OpId", "op1", "UserId", BackOffice.someone(), "TicketPackageId", id);
    if (channel != null) {
      claim.put("UseChannel", channel);
    }
    office.at(now).ask("receiveTicketPackageForUser", claim).success();
  }

  private static Answer stats(BackOffice office, String id) {
    return office.request("GET", "/v3/packages/" + id + "/stats");
  }
}
