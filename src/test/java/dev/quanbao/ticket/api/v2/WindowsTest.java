package dev.quanbao.ticket.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first and the last moment of every window, over HTTP, by a clock that is set. */
@QuarkusTest
class WindowsTest {

  private final BackOffice office = BackOffice.demo();
  private final String user = BackOffice.someone();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2028-01-31T23:59:59.999+08:00, NOT_STARTED",
        "2028-01-31T15:59:59.999Z, NOT_STARTED",
        "2028-02-01T00:00:00+08:00, -",
        "2028-01-31T16:00:00Z, -",
        "2028-02-29T23:59:59+08:00, -",
        "2028-02-29T23:59:59.999+08:00, -",
        "2028-02-29T15:59:59.999Z, -",
        "2028-03-01T00:00:00+08:00, ENDED",
        "2028-02-29T16:00:00Z, ENDED",
      })
  void aPackageIsClaimedFromTheFirstToTheLastMomentOfItsWindow(String now, String reason) {
    String id =
        office.publish(
            Draft.shared()
                .window("2028-02-01", "2028-02-29")
                .with("Tickets", List.of(ticket(Map.of("DelayDay", 1)))));

    Answer answer = office.at(now).claim(user, id);

    assertThat(answer.<String>at("data.reason")).isEqualTo(reason);
    assertThat(answer.<Boolean>at("data.result")).isEqualTo(reason == null);
  }

  @ParameterizedTest
  @CsvSource({
    "2028-02-09T23:59:59.999+08:00, 1",
    "2028-02-09T15:59:59.999Z, 1",
    "2028-02-10T00:00:00+08:00, 2",
    "2028-02-09T16:00:00Z, 2",
    "2028-02-29T23:59:59+08:00, 2",
    "2028-02-29T23:59:59.999+08:00, 2",
    "2028-03-01T00:00:00+08:00, 5",
    "2028-02-29T16:00:00Z, 5",
  })
  void aTicketIsUsableFromTheFirstToTheLastMomentOfItsWindow(String now, int useStatus) {
    Map<String, Object> window = Map.of("UseStartTime", "2028-02-10", "UseEndTime", "2028-02-29");
    claim(ticket(window), "2028-02-05T12:00:00+08:00");

    Set<Integer> shown = statusesAt(now);

    assertThat(shown).containsExactly(useStatus);
  }

  @ParameterizedTest
  @CsvSource({
    // claimed at, days, last moment, first moment after it
    "2028-01-31T00:00:00+08:00, 0, 2028-01-31T23:59:59.999+08:00, 2028-02-01T00:00:00+08:00",
    "2028-01-31T23:59:59.999+08:00, 1, 2028-02-01T23:59:59.999+08:00, 2028-02-02T00:00:00+08:00",
    "2028-01-31T16:00:00Z, 1, 2028-02-02T15:59:59.999Z, 2028-02-02T16:00:00Z",
    "2028-02-28T12:00:00+08:00, 1, 2028-02-29T23:59:59.999+08:00, 2028-03-01T00:00:00+08:00",
    "2029-02-28T12:00:00+08:00, 1, 2029-03-01T23:59:59.999+08:00, 2029-03-02T00:00:00+08:00",
    "2028-01-31T12:00:00+08:00, 29, 2028-02-29T23:59:59.999+08:00, 2028-03-01T00:00:00+08:00",
    "2029-01-31T12:00:00+08:00, 28, 2029-02-28T23:59:59.999+08:00, 2029-03-01T00:00:00+08:00",
    "2028-02-29T12:00:00+08:00, 365, 2029-02-28T23:59:59.999+08:00, 2029-03-01T00:00:00+08:00",
    "2028-12-31T12:00:00+08:00, 1, 2029-01-01T23:59:59.999+08:00, 2029-01-02T00:00:00+08:00",
  })
  void aTicketEndsWithTheDaySoManyDaysAfterTheClaim(
      String claimedAt, int days, String last, String after) {
    claim(ticket(Map.of("DelayDay", days)), claimedAt);

    assertThat(statusesAt(claimedAt)).containsExactly(2);
    assertThat(statusesAt(last)).containsExactly(2);
    assertThat(statusesAt(after)).containsExactly(5);
  }

  @Test
  void aTicketThatIsOverWhenItIsClaimedIsIssuedExpired() {
    Map<String, Object> over = ticket(Map.of("UseEndTime", "2028-01-31"));
    Map<String, Object> open = ticket(Map.of("UseEndTime", "2028-12-31"));

    claim(List.of(over, open), "2028-02-01T00:00:00+08:00");

    assertThat(statusesAt("2028-02-01T00:00:00+08:00")).containsExactlyInAnyOrder(5, 2);
  }

  private static Map<String, Object> ticket(Map<String, Object> rule) {
    return Draft.object(
        "TicketName", "a", "TicketType", 1, "Count", 1, "TicketAmount", 1, "TicketRule", rule);
  }

  private void claim(Map<String, Object> ticket, String now) {
    claim(List.of(ticket), now);
  }

  private void claim(List<Map<String, Object>> tickets, String now) {
    String id =
        office.publish(Draft.shared().window("2028-01-01", "2029-12-31").with("Tickets", tickets));
    Answer claimed = office.at(now).claim(user, id).success();
    if (!claimed.<Boolean>at("data.result")) {
      throw new IllegalStateException(claimed.body());
    }
  }

  private Set<Integer> statusesAt(String now) {
    return office
        .at(now)
        .ask("getTicketUsersByOwnerId", Map.of("OwnerType", 1, "OwnerId", user))
        .success()
        .at("data.useStatus.toSet()");
  }
}
