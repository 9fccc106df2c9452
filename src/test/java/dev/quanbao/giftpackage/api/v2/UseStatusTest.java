package dev.quanbao.giftpackage.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.5, and what time does to the use status. */
@QuarkusTest
class UseStatusTest {

  private final BackOffice office = BackOffice.demo();

  @Inject RegisterClient registerClient;

  @Test
  void aPackageThatIsDeclaredExpiredRefusesClaimsWhileItsTicketsStayUsable() {
    String id = office.publish(Draft.shared());
    String user = BackOffice.someone();
    office.claim(user, id).success();

    Answer answer = declare(office, id, 2);

    assertThat(answer.<Boolean>at("data")).isTrue();
    assertThat(office.read(id).<Integer>at("data.useStatus")).isEqualTo(2);
    assertThat(office.read(id).<String>at("data.operatorId")).isEqualTo("op007");
    assertThat(office.claim(user, id).<String>at("data.reason")).isEqualTo("PACKAGE_EXPIRED");
    Answer wallet = office.ask("getTicketUsersByOwnerId", Map.of("OwnerType", 1, "OwnerId", user));
    assertThat(wallet.<Set<Integer>>at("data.useStatus.toSet()")).containsExactly(2);
  }

  @Test
  void itIsDeclaredNormalAgainIfItsDatesAllow() {
    String id = office.publish(Draft.shared());
    declare(office, id, 2).success();

    Answer answer = declare(office, id, 1);

    assertThat(answer.code()).isEqualTo(200);
    assertThat(office.read(id).<Integer>at("data.useStatus")).isEqualTo(1);
    assertThat(office.claim(BackOffice.someone(), id).<Boolean>at("data.result")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2026-03-31T23:59:59.999+08:00, 1, 200", "2026-04-01T00:00:00+08:00, 2, 40900"})
  void timeOvertakesWhatIsWrittenDownAndCannotBeDeclaredAway(String now, int useStatus, int code) {
    Map<String, Object> ticket =
        Draft.object(
            "TicketName", "a",
            "TicketType", 1,
            "Count", 1,
            "TicketAmount", 1,
            "TicketRule", Map.of("UseEndTime", "2026-03-31", "DelayDay", 1000));
    String id =
        office.create(
            Draft.shared().window("2026-01-01", "2026-12-31").with("Tickets", List.of(ticket)));
    BackOffice then = office.at(now);

    Answer answer = declare(then, id, 1);

    assertThat(answer.code()).isEqualTo(code);
    assertThat(then.read(id).<Integer>at("data.useStatus")).isEqualTo(useStatus);
  }

  @Test
  void aDeletedPackageStaysAsItIs() {
    String id = office.createIn(7, Draft.shared());

    Answer answer = declare(office, id, 2);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo(40900);
    assertThat(answer.message()).contains("7");
  }

  @Test
  void anotherCompanysPackageIsAnsweredAsIfItDidNotExist() {
    BackOffice other = TestClient.ofAnotherCompany(registerClient);
    String id = office.create(Draft.shared());

    Answer answer = declare(other, id, 2);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.bodyButForItsTime())
        .isEqualTo(declare(other, "0".repeat(32), 2).bodyButForItsTime());
  }

  private static Answer declare(BackOffice office, String id, int useStatus) {
    return office.ask(
        "updateTicketPackageUseStatus",
        Map.of("TicketPackageId", id, "UseStatus", useStatus, "OperatorId", "op007"));
  }
}
