package dev.quanbao.access;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quanbao.access.model.NewClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.access.model.SignScheme;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Two clients, one of the weakest scheme and one of the strongest, and what they send. */
public final class TestClients {

  public static final String STATIC_ID = "a0000000000000000000000000000001";
  public static final String STATIC_SIGN = "a0000000000000000000000000000051";
  public static final String HMAC_ID = "a0000000000000000000000000000002";
  private static final String SECRET = "secret of the test";
  public static final String BODY = "{\"TicketPackageId\":\"券\"}";

  private TestClients() {}

  public static void putInto(RegisterClient registerClient) {
    NewClient withSign =
        new NewClient(
            STATIC_ID,
            "static",
            SignScheme.STATIC,
            Set.of("x1111111111"),
            Set.of(Permission.PACKAGE_READ),
            Optional.of(NewClient.Secret.always(STATIC_SIGN)),
            List.of());
    NewClient withSecret =
        new NewClient(
            HMAC_ID,
            "hmac",
            SignScheme.HMAC_SHA256,
            Set.of("x1111111111", "y2222222222"),
            Set.of(Permission.CLAIM),
            Optional.empty(),
            List.of(NewClient.Secret.always(SECRET)));
    Uni.join()
        .all(registerClient.register(withSign), registerClient.register(withSecret))
        .andFailFast()
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  public static RequestSpecification signedStatically() {
    return common(STATIC_ID).queryParam("sign", STATIC_SIGN).body(BODY);
  }

  public static RequestSpecification signedByHmac(String path, String nonce, String body) {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    String query =
        "apiVersion=01&client=%s&nonce=%s&timestamp=%s&version=2.0"
            .formatted(HMAC_ID, nonce, timestamp);
    String text = "POST\n" + path + "\n" + query + "\n" + TestSigns.sha256(body.getBytes(UTF_8));
    return common(HMAC_ID)
        .queryParam("timestamp", timestamp)
        .queryParam("nonce", nonce)
        .queryParam("sign", TestSigns.hmac(text, SECRET))
        .body(body);
  }

  public static RequestSpecification common(String client) {
    return given()
        .contentType("application/json; charset=UTF-8")
        .queryParam("version", "2.0")
        .queryParam("apiVersion", "01")
        .queryParam("client", client);
  }

  public static String nonce() {
    return UUID.randomUUID().toString();
  }
}
