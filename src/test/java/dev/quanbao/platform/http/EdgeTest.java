package dev.quanbao.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EdgeTest {

  private static final String VALID =
      "{\"Name\":\"七煌\",\"Rule\":{\"ReceiveEndTime\":\"2015-12-12\"}}";

  @Test
  void anEnvelopeHasItsFieldsInOrder() {
    String body = json(VALID).post("/op/v2/wire-test/echo").asString();

    assertThat(body)
        .matches(
            "\\{\"code\":200,\"message\":\"成功\",\"data\":\"七煌\",\"page\":null,\"foot\":"
                + "\\{\"operationTime\":\"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\","
                + "\"servicePhone\":\"400800400\",\"host\":\"[^\"]+\"}}");
  }

  @Test
  void speaksEnglishWhenAsked() {
    Response answer =
        json(VALID).header("Accept-Language", "en-US,en;q=0.9").post("/op/v2/wire-test/echo");

    answer.then().statusCode(200).body("message", equalTo("success"));
  }

  @Test
  void everyAnswerCarriesATraceId() {
    Response answer = json(VALID).post("/op/v2/wire-test/echo");

    answer.then().header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
  }

  @Test
  void writesPlainNumbersAndDates() {
    String body = json("{}").post("/op/v2/wire-test/values").asString();

    assertThat(body)
        .contains(
            "{\"whole\":500,\"fold\":8.5,\"large\":5000,\"moment\":1448264807509,"
                + "\"day\":\"2015-12-11\",\"absent\":null}");
  }

  @Test
  void namesEveryFieldAtFault() {
    Response answer =
        json("{\"Tickets\":[{\"Count\":0}],\"Rule\":{\"Total\":0,\"UseChannels\":7}}")
            .post("/op/v2/wire-test/echo");

    answer
        .then()
        .statusCode(400)
        .body("code", equalTo(40000))
        .body(
            "data.field",
            containsInAnyOrder(
                "Name",
                "ReceiveEndTime",
                "Total",
                "Rule.UseChannels",
                "Tickets[0].TicketName",
                "Tickets[0].Count"))
        .body("data.find{it.field=='Name'}.message", equalTo("必填"))
        .body("page", nullValue());
  }

  @Test
  void namesUnknownFieldsAsTheyWereSent() {
    Response answer =
        json("{\"Name\":\"n\",\"fooBAR\":1,\"Rule\":{\"ReceiveEndTime\":\"2015-12-12\"}}")
            .post("/op/v2/wire-test/echo");

    answer
        .then()
        .statusCode(400)
        .body("code", equalTo(40002))
        .body("data.field", contains("fooBAR"));
  }

  @Test
  void whatIsNotJsonIsMalformed() {
    Response answer = json("{").post("/op/v2/wire-test/echo");

    answer.then().statusCode(400).body("code", equalTo(40000)).body("data", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "nonsense", "a/b/c;;"})
  void anotherContentTypeIsRefused(String contentType) {
    Response answer =
        op().header("Content-Type", contentType)
            .body(VALID.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .post("/op/v2/wire-test/echo");

    answer.then().statusCode(415).body("code", equalTo(41500));
  }

  @Test
  void aBodyMayBeOptional() {
    Response answer = op().post("/op/v2/wire-test/filter");

    answer
        .then()
        .statusCode(200)
        .body("page.pageNo", equalTo(1))
        .body("page.pageSize", equalTo(20))
        .body("page.total", equalTo(123))
        .body("page.totalPage", equalTo(7));
  }

  @Test
  void anUnknownPathIsNotFound() {
    Response answer = op().post("/nope");

    answer
        .then()
        .statusCode(404)
        .body("code", equalTo(40400))
        .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
  }

  @Test
  void anotherMethodIsNotAllowed() {
    Response answer = op().get("/op/v2/wire-test/echo");

    answer
        .then()
        .statusCode(405)
        .body("code", equalTo(40500))
        .header("Allow", containsString("POST"));
  }

  @Test
  void anotherAcceptIsNotAcceptable() {
    Response answer = json(VALID).accept("image/png").post("/op/v2/wire-test/echo");

    answer.then().statusCode(406).contentType(ContentType.JSON).body("code", equalTo(40600));
  }

  @Test
  void ourOwnFaultShowsNothingButATraceId() {
    Response answer =
        json("").header("X-Request-Id", "trace-7").post("/op/v2/wire-test/fail/unexpected");

    answer
        .then()
        .statusCode(500)
        .body("code", equalTo(50000))
        .body("message", containsString("trace-7"))
        .body(not(containsString("secret")));
  }

  @Test
  void anOutageOfTheStoreAsksToComeBack() {
    Response answer = json("").post("/op/v2/wire-test/fail/outage");

    answer
        .then()
        .statusCode(503)
        .header("Retry-After", "1")
        .body("code", equalTo(50300))
        .body(not(containsString("10.0.0.1")));
  }

  @Test
  void aThrottleSaysForHowLong() {
    Response answer = json("").post("/op/v2/wire-test/fail/rate");

    answer.then().statusCode(429).header("Retry-After", "7").body("code", equalTo(42900));
  }

  @Test
  void problemsFollowRfc9457() {
    Response answer =
        json("{\"tickets\":[{\"ticketName\":\"t\",\"count\":0}],\"rule\":{\"receiveEndTime\":1}}")
            .header("Accept-Language", "en")
            .post("/v3/wire-test");

    answer
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:quanbao:problem:invalid-parameters"))
        .body("title", equalTo("invalid parameters"))
        .body("status", equalTo(400))
        .body("code", equalTo(40001))
        .body("reason", equalTo("INVALID_PARAMETERS"))
        .body("violations.pointer", containsInAnyOrder("/name", "/tickets/0/count"))
        .body("violations.code", containsInAnyOrder("required", "min"))
        .body("instance", matchesPattern("[0-9a-f]{32}"));
  }

  private static RequestSpecification json(String body) {
    return op().contentType("application/json; charset=utf-8")
        .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static RequestSpecification op() {
    return given()
        .queryParam("apiVersion", "01")
        .queryParam("version", "2.0")
        .queryParam("client", "70374ddd0f3641368d419b2d93127b8f")
        .queryParam("sign", "64089f8e90605825455a26d56c66784c");
  }
}
