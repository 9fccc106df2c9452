package dev.quanbao.platform.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.model.Updates;
import dev.quanbao.platform.idempotency.store.KeyedRequestRepository;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IdempotencyTest {

  private static final String PATH = "/op/v2/idempotent-test";

  @Inject IdempotentTestResource resource;
  @Inject KeyedRequestRepository requests;
  @Inject IdempotencySweep sweep;

  private final String key = UUID.randomUUID().toString();

  @BeforeEach
  void forget() {
    resource.operations.clear();
  }

  @Test
  void givesTheFirstAnswerAgain() {
    Response first = post("{}");

    Response again = post("{}");

    first
        .then()
        .statusCode(201)
        .body("secret", equalTo("s3cret"))
        .header("Idempotent-Replayed", nullValue());
    again
        .then()
        .statusCode(201)
        .header("Idempotent-Replayed", "true")
        .header("Location", endsWith("/things/1"))
        .contentType("application/json");
    assertThat(again.asString()).isEqualTo("{\"number\":1,\"secret\":null}");
    assertThat(resource.operations).hasSize(1);
  }

  @Test
  void runsEveryTimeWithoutAKey() {
    signed().body("{}").post(PATH);

    signed().body("{}").post(PATH);

    assertThat(resource.operations).containsExactly("none", "none");
  }

  @Test
  void refusesAnotherBodyUnderTheSameKey() {
    post("{}");

    Response other = post("{ }");

    other.then().statusCode(409).body("code", equalTo(40902));
    assertThat(resource.operations).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 409})
  void keepsWhatWillNotChange(int status) {
    post("{\"status\":" + status + "}");

    Response again = post("{\"status\":" + status + "}");

    again.then().statusCode(status).header("Idempotent-Replayed", "true");
    assertThat(resource.operations).hasSize(1);
  }

  @Test
  void aRefusedRequestMayBePutRightUnderItsKey() {
    post("{\"status\":429}");

    Response again = post("{}");

    again.then().statusCode(201).header("Idempotent-Replayed", nullValue());
    assertThat(resource.operations).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aFailedRequestIsTriedAgainAsTheSameOperation() {
    post("{\"status\":500}");

    post("{\"status\":500}");

    assertThat(resource.operations).hasSize(2);
    assertThat(resource.operations.stream().distinct()).hasSize(1);
  }

  @Test
  void anAttemptThatNeverEndedIsTakenOverByOne() {
    post("{}");
    pretendItNeverEnded(KeyedRequestRepository.PATIENCE.plusSeconds(1));

    long carried =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> post("{}"))
            .filter(answer -> answer.header("Idempotent-Replayed") == null)
            .filter(answer -> answer.statusCode() == 201)
            .count();

    assertThat(carried).isEqualTo(1);
    assertThat(resource.operations).hasSize(2);
    assertThat(resource.operations.stream().distinct()).hasSize(1);
  }

  @Test
  void anAttemptThatStillRunsIsLeftAlone() {
    post("{}");
    pretendItNeverEnded(Duration.ofSeconds(5));

    Response second = post("{}");

    second.then().statusCode(409).body("code", equalTo(40903));
  }

  @Test
  void ofManyAtOnceOneRuns() {
    IntStream.range(0, 16).parallel().forEach(i -> post("{}"));

    assertThat(resource.operations).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "' '",
    "tab\there",
    "''",
    "12345678901234567890123456789012345678901234567890123456789012345"
  })
  void refusesAMalformedKey(String malformed) {
    Response answer = signed().header("Idempotency-Key", malformed).body("{}").post(PATH);

    answer
        .then()
        .statusCode(400)
        .body("code", equalTo(40001))
        .body("data.field", contains("Idempotency-Key"));
  }

  @Test
  void mayDemandAKey() {
    Response answer = signed().body("{}").post(PATH + "/required");

    answer.then().statusCode(400).body("data.field", contains("Idempotency-Key"));
  }

  @Test
  void forgetsWhatIsOver() {
    post("{}");
    requests
        .mongoCollection()
        .updateMany(new Document(), Updates.set("expiresAt", Instant.EPOCH))
        .await()
        .atMost(Duration.ofSeconds(5));

    sweep.sweep().await().atMost(Duration.ofSeconds(5));

    assertThat(requests.count().await().atMost(Duration.ofSeconds(5))).isZero();
  }

  private void pretendItNeverEnded(Duration ago) {
    requests
        .mongoCollection()
        .updateMany(
            new Document(),
            Updates.combine(
                Updates.set("answer", null),
                Updates.set(
                    "lease.until", Instant.now().minus(ago).plus(KeyedRequestRepository.PATIENCE))))
        .await()
        .atMost(Duration.ofSeconds(5));
  }

  private Response post(String body) {
    return signed().header("Idempotency-Key", key).body(body).post(PATH);
  }

  private static RequestSpecification signed() {
    return given()
        .contentType("application/json")
        .queryParam("apiVersion", "01")
        .queryParam("version", "2.0")
        .queryParam("client", "70374ddd0f3641368d419b2d93127b8f")
        .queryParam("sign", "64089f8e90605825455a26d56c66784c");
  }
}
