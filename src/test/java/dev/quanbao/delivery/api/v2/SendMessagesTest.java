package dev.quanbao.delivery.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages over HTTP: 2.22 and 2.23, with the connector that only says what it would send. */
@QuarkusTest
class SendMessagesTest {

  private static final AtomicInteger NUMBERS =
      new AtomicInteger((int) (System.nanoTime() % 1_000_000));
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Inject JobRepository jobs;

  private final BackOffice office = BackOffice.demo();

  @Test
  void asManyAreAcceptedAsThereAreCopiesAndTheJobSendsThem() {
    String id = office.publish(Draft.unique().limits(2, 1));
    List<String> phones = phones(3);

    Answer answer = sms(office, id, phones).success();

    JsonPath job = awaitJob(answer.at("data.jobId"));
    assertThat(answer.<Integer>at("data.accepted")).isEqualTo(2);
    assertThat(answer.<List<String>>at("data.refused.reason")).containsExactly("SOLD_OUT");
    assertThat(answer.<List<String>>at("data.refused.phone"))
        .containsExactly(masked(phones.get(2)));
    assertThat(job.getString("kind")).isEqualTo("SMS");
    assertThat(job.getString("state")).isEqualTo("DONE");
    assertThat(job.getInt("total")).isEqualTo(2);
    assertThat(job.getInt("done")).isEqualTo(2);
    assertThat(office.read(id).<Integer>at("data.claimedCount")).isZero();
    assertThat(office.read(id).<Boolean>at("data.isReceiveOver")).isTrue();
  }

  @Test
  void aPushIsForItsUserAlone() {
    String id = office.publish(Draft.unique().limits(1, 1));
    String user = BackOffice.someone();

    Answer answer = push(id, List.of(user)).success();

    JsonPath job = awaitJob(answer.at("data.jobId"));
    String code =
        office
            .ask("getChildTicketPackageCodes", Map.of("TicketPackageId", id))
            .success()
            .at("data[0]");
    Answer other = claim(BackOffice.someone(), code);
    Answer own = claim(user, code);
    assertThat(job.getString("kind")).isEqualTo("PUSH");
    assertThat(other.<String>at("data.reason")).isEqualTo("CODE_ALREADY_CLAIMED");
    assertThat(own.<Boolean>at("data.result")).isTrue();
  }

  @Test
  void aPhoneGetsOneMessageAMinute() {
    String id = office.publish(Draft.shared().limits(10, 1));
    List<String> phones = phones(1);
    sms(office, id, phones).success();

    Answer again = sms(office, id, phones).success();

    assertThat(again.<Integer>at("data.accepted")).isZero();
    assertThat(again.<@Nullable String>at("data.jobId")).isNull();
    assertThat(again.<List<String>>at("data.refused.reason")).containsExactly("RATE_LIMITED");
  }

  @Test
  void aReceiverWhoIsNamedTwiceIsServedOnce() {
    String id = office.publish(Draft.shared().limits(10, 1));
    String phone = phones(1).getFirst();

    Answer answer = sms(office, id, List.of(phone, "+86" + phone)).success();

    assertThat(answer.<Integer>at("data.accepted")).isEqualTo(1);
    assertThat(answer.<List<String>>at("data.refused")).isEmpty();
  }

  @Test
  void theSameKeyGivesTheFirstAnswerAgain() {
    String id = office.publish(Draft.shared().limits(10, 1));
    var keyed = office.with("Idempotency-Key", BackOffice.someone());
    List<String> phones = phones(2);
    Answer first = sms(keyed, id, phones).success();

    Answer again = sms(keyed, id, phones);

    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void allFaultsAreNamedAtOnceAndNoNumberIsRepeated() {
    Answer answer =
        office.ask(
            "sendTicketPackageCodesBySms",
            Map.of("Receivers", List.of(Map.of("Phone", "1380000123"), Map.of("UserId", "a b"))));

    assertThat(answer.code()).isEqualTo(40001);
    assertThat(answer.fieldsAtFault())
        .containsExactlyInAnyOrder(
            "TicketPackageId",
            "Receivers[0].Phone",
            "Receivers[1].Phone",
            "Receivers[1].UserId",
            "SenderId");
    assertThat(answer.body()).doesNotContain("1380000123");
  }

  @Test
  void aPackageThatIsntPublishedIsRefusedAsAWhole() {
    String id = office.create(Draft.shared());

    Answer answer = sms(office, id, phones(1));

    assertThat(answer.code()).isEqualTo(40910);
  }

  private static Answer sms(BackOffice from, String id, List<String> phones) {
    return from.ask(
        "sendTicketPackageCodesBySms",
        Map.of(
            "TicketPackageId",
            id,
            "Receivers",
            phones.stream().map(phone -> Map.of("Phone", phone)).toList(),
            "SenderId",
            BackOffice.CREATOR));
  }

  private Answer push(String id, List<String> users) {
    return office.ask(
        "sendTicketPackageCodesByPush",
        Map.of(
            "TicketPackageId",
            id,
            "Receivers",
            users.stream().map(user -> Map.of("UserId", user)).toList(),
            "SenderId",
            BackOffice.CREATOR));
  }

  private Answer claim(String user, String code) {
    return office.ask(
        "receiveTicketPackageForUserWithResult",
        Map.of("OpId", BackOffice.CREATOR, "UserId", user, "TicketPackageCode", code));
  }

  private JsonPath awaitJob(String jobId) {
    Eventually.look(jobs.findById(jobId), job -> job.state().isOver(), LIMIT);
    return office.request("GET", "/v3/jobs/" + jobId).response().jsonPath();
  }

  private static List<String> phones(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "139%08d".formatted(NUMBERS.incrementAndGet()))
        .toList();
  }

  private static String masked(String phone) {
    return phone.substring(0, 3) + "****" + phone.substring(7);
  }
}
