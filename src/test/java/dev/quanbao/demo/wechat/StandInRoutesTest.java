package dev.quanbao.demo.wechat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/** The stand-in is a part of the demo, where the service itself finds it. */
@QuarkusTest
class StandInRoutesTest {

  @Test
  void aTokenIsGivenForTheDemosAccount() {
    given()
        .contentType(ContentType.JSON)
        .body(
            """
            {"grant_type":"client_credential","appid":"wxdemo0000000001",
             "secret":"demo-wechat-secret"}
            """)
        .when()
        .post("/demo/wechat/cgi-bin/stable_token")
        .then()
        .statusCode(200)
        .body("access_token", startsWith("standin_"));
  }

  @Test
  void aCallWithoutATokenIsTurnedAway() {
    given()
        .contentType(ContentType.JSON)
        .body("{}")
        .when()
        .post("/demo/wechat/card/batchget")
        .then()
        .statusCode(200)
        .body("errcode", equalTo(41001));
  }
}
