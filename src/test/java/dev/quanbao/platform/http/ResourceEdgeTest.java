package dev.quanbao.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every interface of {@code /v3} has of the edge. */
@QuarkusTest
class ResourceEdgeTest {

  private static final String PATH = "/v3/list-test";

  @ParameterizedTest
  @CsvSource({
    "GET, /v3/nowhere, 404, 40400",
    "GET, /v3, 404, 40400",
    "DELETE, /v3/list-test, 405, 40500",
    "GET, /v3/list-test, 401, 40100"
  })
  void whatHasNoCallerIsAProblemToo(String method, String path, int status, int code) {
    Response answer = given().request(method, path);

    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("code", equalTo(code))
        .body("violations", nullValue());
  }

  @Test
  void anotherAcceptIsAProblem() {
    Response answer = signed().accept("image/png").get(PATH);

    answer.then().statusCode(406).contentType("application/problem+json");
    answer.then().body("code", equalTo(40600));
  }

  @Test
  void anotherContentTypeIsAProblem() {
    Response answer = signed().contentType("text/plain").body("[]").put(PATH);

    answer.then().statusCode(415).contentType("application/problem+json");
    answer.then().body("code", equalTo(41500));
  }

  @Test
  void aBodyBeyondTheLimitIsAProblem() {
    Response answer = put("x".repeat((1 << 20) + 1));

    answer.then().statusCode(413).contentType("application/problem+json");
    answer.then().body("code", equalTo(41300));
  }

  @Test
  void faultsOfTheQueryAreNamedAsTheyWereSent() {
    RequestSpecification wrong = signed().queryParam("timestamp", "soon").queryParam("nonce", "x");

    Response problem = wrong.put(PATH);

    problem
        .then()
        .statusCode(400)
        .body("violations.pointer", containsInAnyOrder("/timestamp", "/nonce"));
  }

  @Test
  void theBackOfficeNamesThemSoToo() {
    RequestSpecification wrong = signed().queryParam("timestamp", "soon").queryParam("nonce", "x");

    Response envelope = wrong.post("/op/v2/wire-test/echo");

    envelope.then().statusCode(400).body("data.field", containsInAnyOrder("timestamp", "nonce"));
  }

  @ParameterizedTest
  @CsvSource({"0, min", "201, max", "ten, type", "-1, type", "9999999999, type", "1.5, type"})
  void aLimitOutOfItsLimitsIsNamed(String limit, String code) {
    Response answer = signed().queryParam("limit", limit).get(PATH);

    answer
        .then()
        .statusCode(400)
        .body("code", equalTo(40001))
        .body("violations.pointer", contains("/limit"))
        .body("violations.code", contains(code));
  }

  @Test
  void aPageIsFiftyUnlessAskedAndSaysWhereTheNextBegins() {
    Response plain = signed().get(PATH);

    Response all = signed().queryParam("limit", "200").get(PATH);
    plain.then().statusCode(200).body("items", hasSize(50)).body("nextCursor", equalTo("next"));
    all.then().body("items", hasSize(51)).body("nextCursor", nullValue());
  }

  @Test
  void momentsAreWrittenInUtcWithMilliseconds() {
    String body = signed().queryParam("limit", 1).get(PATH).asString();

    assertThat(body)
        .isEqualTo(
            "{\"items\":[{\"at\":\"2015-12-11T00:00:00.001Z\",\"never\":null,"
                + "\"epoch\":1449792000001}],\"nextCursor\":\"next\"}");
  }

  @Test
  void aListIsReadInItsOrder() {
    Response answer = put("[{\"id\":\"b\",\"name\":\"七煌\"},{\"Id\":\"a\",\"NAME\":\"x\"}]");

    answer.then().statusCode(200).body("", contains("b", "a"));
  }

  @Test
  void everyFaultOfAListIsNamedAtOnce() {
    Response answer =
        put(
            "[{\"id\":\"a\",\"name\":\"x\"},{\"id\":\"a b\",\"name\":\"12345\"},"
                + "{\"id\":\"a\",\"name\":\"x\",\"nick\":1},{\"name\":\"x\"}]");

    answer
        .then()
        .statusCode(400)
        .body("code", equalTo(40002))
        .body(
            "violations.pointer",
            containsInAnyOrder("/1/id", "/1/name", "/2/id", "/2/nick", "/3/id"))
        .body("violations.find{it.pointer=='/2/id'}.code", equalTo("repeated"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "", "[", "[]]", "[] []", "null", "7"})
  void whatIsNoListIsMalformed(String body) {
    Response answer = put(body);

    answer.then().statusCode(400).body("code", equalTo(40000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[null]", "[[]]", "[7]"})
  void whatIsNoObjectInAListIsNamed(String body) {
    Response answer = put(body);

    answer
        .then()
        .statusCode(400)
        .body("code", equalTo(40000))
        .body("violations.pointer", contains("/0"));
  }

  @Test
  void aListHasItsLimit() {
    String items =
        IntStream.range(0, 10_001)
            .mapToObj(i -> "{\"id\":\"" + i + "\",\"name\":\"x\"}")
            .collect(Collectors.joining(",", "[", "]"));

    Response answer = put(items);

    answer
        .then()
        .statusCode(400)
        .body("code", equalTo(40001))
        .body("violations.code", contains("size"));
    answer.then().body("violations.message[0]", containsString("10000"));
  }

  private static Response put(String body) {
    return signed()
        .header("Content-Type", "application/json")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .put(PATH);
  }

  private static RequestSpecification signed() {
    return given()
        .queryParam("apiVersion", "01")
        .queryParam("version", "2.0")
        .queryParam("client", "70374ddd0f3641368d419b2d93127b8f")
        .queryParam("sign", "64089f8e90605825455a26d56c66784c");
  }
}
