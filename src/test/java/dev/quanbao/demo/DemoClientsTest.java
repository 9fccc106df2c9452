package dev.quanbao.demo;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients that the contract lists for the demo sign in by the contract's own words. */
@QuarkusTest
class DemoClientsTest {

  private static final String PATH = "/op/v2/getTicketPackageById";
  private static final String BODY = "{\"TicketPackageId\":\"2c2aacf0a7e54b34ab18b64e1a14f4a4\"}";

  @Test
  void theMd5ClientSignsItsQuery() throws GeneralSecurityException {
    String query = "apiVersion=01&client=5d41402abc4b2a76b9719d911017c592&version=2.0";
    byte[] digest =
        MessageDigest.getInstance("MD5").digest((query + "&key=demo-md5-secret").getBytes(UTF_8));

    Response response = post(query, HexFormat.of().formatHex(digest));

    assertThat(response.jsonPath().getInt("code")).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "7d793037a0760186574b0282f2f435e7, demo-hmac-secret, 200",
    // Another company's client signs rightly and finds nothing.
    "9a0364b9e99bb480dd25e1f0284c8555, demo-other-secret, 40400"
  })
  void anHmacClientSignsTheWholeRequest(String client, String secret, int code)
      throws GeneralSecurityException {
    String query =
        "apiVersion=01&client=%s&nonce=%s&timestamp=%d&version=2.0"
            .formatted(client, UUID.randomUUID(), Instant.now().getEpochSecond());
    byte[] bodyHash = MessageDigest.getInstance("SHA-256").digest(BODY.getBytes(UTF_8));
    String text = "POST\n" + PATH + "\n" + query + "\n" + HexFormat.of().formatHex(bodyHash);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));

    Response response = post(query, HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8))));

    assertThat(response.jsonPath().getInt("code")).isEqualTo(code);
  }

  private static Response post(String query, String sign) {
    return given()
        .contentType("application/json")
        .body(BODY)
        .post(PATH + "?" + query + "&sign=" + sign);
  }
}
