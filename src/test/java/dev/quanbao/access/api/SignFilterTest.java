package dev.quanbao.access.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.access.TestClients;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SignFilterTest {

  private static final String READ = "/op/v2/signFilterTestRead";

  @Inject RegisterClient registerClient;

  @BeforeEach
  void clients() {
    TestClients.putInto(registerClient);
  }

  @Test
  void aSignedRequestHasItsCaller() {
    RequestSpecification request = TestClients.signedStatically();

    ValidatableResponse response = request.post(READ).then();

    response
        .statusCode(200)
        .header("Probe-Client", TestClients.STATIC_ID)
        .header("Probe-Companies", "[x1111111111]")
        .header("Probe-Request", matchesPattern("[0-9a-f]{32}"));
  }

  @Test
  void anHmacRequestHasItsCaller() {
    RequestSpecification request =
        TestClients.signedByHmac(READ, TestClients.nonce(), TestClients.BODY);

    ValidatableResponse response = request.post(READ).then();

    response.statusCode(200).header("Probe-Client", TestClients.HMAC_ID);
  }

  @Test
  void anOpenInterfaceAsksForNoSign() {
    RequestSpecification request = given().contentType(ContentType.JSON).body("{}");

    ValidatableResponse response = request.post("/op/v2/signFilterTestOpen").then();

    response.statusCode(200);
  }

  @Test
  void aNonceIsAcceptedOnce() {
    String nonce = TestClients.nonce();
    TestClients.signedByHmac(READ, nonce, TestClients.BODY).post(READ);

    ValidatableResponse response =
        TestClients.signedByHmac(READ, nonce, TestClients.BODY).post(READ).then();

    response.statusCode(401).body("code", equalTo(40103));
  }

  @Test
  void ofManyRequestsWithOneNonceOneIsAccepted() {
    String nonce = TestClients.nonce();

    List<Integer> statuses =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i ->
                TestClients.signedByHmac(READ, nonce, TestClients.BODY).post(READ).statusCode())
            .toList();

    assertThat(statuses).containsOnly(200, 401).containsOnlyOnce(200);
  }

  @Test
  void aWrongSignDoesNotUseItsNonceUp() {
    String nonce = TestClients.nonce();
    TestClients.signedByHmac(READ, nonce, TestClients.BODY).body("{}").post(READ);

    ValidatableResponse response =
        TestClients.signedByHmac(READ, nonce, TestClients.BODY).post(READ).then();

    response.statusCode(200);
  }

  @Test
  void anotherBodyThanTheSignedOneIsRefused() {
    RequestSpecification request =
        TestClients.signedByHmac(READ, TestClients.nonce(), TestClients.BODY).body("{}");

    ValidatableResponse response = request.post(READ).then();

    response.statusCode(401).body("code", equalTo(40101));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffffffffffffffffffffffffffffffff", TestClients.HMAC_ID})
  void anUnknownClientIsRefusedLikeAWrongSign(String client) {
    RequestSpecification request =
        TestClients.common(client)
            .queryParam("sign", TestClients.STATIC_SIGN)
            .body(TestClients.BODY);

    ValidatableResponse response = request.post(READ).then();

    response.statusCode(401).body("code", equalTo(40101));
  }

  @Test
  void missingParametersAreNamed() {
    RequestSpecification request = given().contentType(ContentType.JSON).body(TestClients.BODY);

    ValidatableResponse response = request.post(READ).then();

    response
        .statusCode(401)
        .body("code", equalTo(40100))
        .body("message", containsString("apiVersion, client, version, sign"));
  }

  @Test
  void faultsOfTheQueryAreNamed() {
    RequestSpecification request = TestClients.signedStatically().queryParam("X", "1", "2");

    ValidatableResponse response = request.post(READ).then();

    response.statusCode(400).body("code", equalTo(40001)).body("data.field", contains("X"));
  }

  @Test
  void aMissingPermissionIsNamed() {
    RequestSpecification request = TestClients.signedStatically();

    ValidatableResponse response = request.post("/op/v2/signFilterTestAdmin").then();

    response
        .statusCode(403)
        .body("code", equalTo(40300))
        .body("message", containsString("client:admin"));
  }

  @Test
  void anInterfaceWithoutPermissionsIsOpenToNobody() {
    RequestSpecification request = TestClients.signedStatically();

    ValidatableResponse response = request.post("/op/v2/signFilterTestForgotten").then();

    response.statusCode(403).body("code", equalTo(40300));
  }

  @Test
  void anUnknownPathIsToldBeforeTheSign() {
    RequestSpecification request = given().contentType(ContentType.JSON).body(TestClients.BODY);

    ValidatableResponse response = request.post("/op/v2/signFilterTestNowhere").then();

    response.statusCode(404);
  }

  @Test
  void anotherMethodIsToldBeforeTheSign() {
    RequestSpecification request = given();

    ValidatableResponse response = request.get(READ).then();

    response.statusCode(405);
  }

  @ParameterizedTest
  @CsvSource({
    "2015-12-11T00:00:00Z, 2015-12-11T00:00:00Z",
    "2015-12-11T08:00:00.5+08:00, 2015-12-11T00:00:00.500Z"
  })
  void theDemoMaySetTheBusinessClock(String header, String now) {
    RequestSpecification request =
        TestClients.signedStatically().header(RequestClock.HEADER, header);

    ValidatableResponse response = request.post(READ).then();

    response.statusCode(200).header("Probe-Now", now);
  }

  @Test
  void aMalformedClockIsRefused() {
    RequestSpecification request =
        TestClients.signedStatically().header(RequestClock.HEADER, "yesterday");

    ValidatableResponse response = request.post(READ).then();

    response
        .statusCode(400)
        .body("code", equalTo(40001))
        .body("data.field", contains(RequestClock.HEADER));
  }

  @Test
  void aHarmlessRequestIdIsKept() {
    RequestSpecification request =
        TestClients.signedStatically().header("X-Request-Id", "order-1.A_b");

    ValidatableResponse response = request.post(READ).then();

    response.statusCode(200).header("Probe-Request", "order-1.A_b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "<script>"})
  void anyOtherRequestIdIsReplaced(String sent) {
    RequestSpecification request = TestClients.signedStatically().header("X-Request-Id", sent);

    ValidatableResponse response = request.post(READ).then();

    response.statusCode(200).header("Probe-Request", matchesPattern("[0-9a-f]{32}"));
  }
}
