package dev.quanbao.demo;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A back office that talks to the service over HTTP; by itself as the client of the seeds.
 *
 * <p>The shorthands are for what a test takes as given: they fail when they are refused.
 */
public final class BackOffice {

  public static final String COMPANY = DemoDirectory.COMPANY;
  public static final String CREATOR = "op001";
  public static final String EXAMINER = "op002";

  private static final String SEEDS_CLIENT = "70374ddd0f3641368d419b2d93127b8f";
  private static final String SEEDS_SIGN = "64089f8e90605825455a26d56c66784c";

  private final String client;
  private final String sign;
  private final Map<String, String> headers;

  private BackOffice(String client, String sign, Map<String, String> headers) {
    this.client = client;
    this.sign = sign;
    this.headers = Map.copyOf(headers);
  }

  public static BackOffice demo() {
    return as(SEEDS_CLIENT, SEEDS_SIGN);
  }

  public static BackOffice as(String client, String sign) {
    return new BackOffice(client, sign, Map.of());
  }

  /** Somebody whom no other test knows. */
  public static String someone() {
    return "u" + UUID.randomUUID();
  }

  /** The same back office, sending one more header. */
  public BackOffice with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new BackOffice(client, sign, more);
  }

  /** The same back office at a moment of the business clock. */
  public BackOffice at(String now) {
    return with("X-Quanbao-Now", now);
  }

  /** A request that is signed and has no body yet. */
  public RequestSpecification signed() {
    return given()
        .headers(headers)
        .queryParam("apiVersion", "01")
        .queryParam("client", client)
        .queryParam("version", "2.0")
        .queryParam("sign", sign);
  }

  /** Sends fields, or a text as it is, to an interface of {@code /op/v2}. */
  public Answer ask(String name, Object body) {
    return Answer.to(signed().contentType("application/json").body(body).post("/op/v2/" + name));
  }

  /** Sends bytes as they are. */
  public Answer send(String name, String contentType, byte[] body) {
    var asIs = EncoderConfig.encoderConfig().encodeContentTypeAs(contentType, ContentType.TEXT);
    return Answer.to(
        signed()
            .config(RestAssured.config().encoderConfig(asIs))
            .contentType(contentType)
            .body(body)
            .post("/op/v2/" + name));
  }

  /** Sends a request without a body. */
  public Answer request(String method, String path) {
    return Answer.to(signed().request(method, path));
  }

  /** Creates a package and gives its id. */
  public String create(Draft draft) {
    return ask("createTicketPackage", draft.fields()).success().at("data");
  }

  /** Creates, reviews and publishes a package and gives its id. */
  public String publish(Draft draft) {
    String id = create(draft);
    moveTo(5, id);
    return id;
  }

  /** Takes a new package along its life cycle to a status. */
  public void moveTo(int status, String id) {
    int[] way =
        switch (status) {
          case 1 -> new int[] {};
          case 2 -> new int[] {2};
          case 3 -> new int[] {2, 3};
          case 4 -> new int[] {2, 4};
          case 5 -> new int[] {2, 4, 5};
          case 6 -> new int[] {2, 4, 5, 6};
          default -> new int[] {7};
        };
    for (int step : way) {
      move(id, step).success();
    }
  }

  /** Creates a package and takes it to a status. */
  public String createIn(int status, Draft draft) {
    String id = create(draft);
    moveTo(status, id);
    return id;
  }

  /** Asks for a move (2.4) with all that any move needs. */
  public Answer move(String id, int status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("TicketPackageId", id);
    fields.put("SendStatus", status);
    fields.put("OperatorId", CREATOR);
    if (status >= 2 && status <= 4) {
      fields.put("ExaminerId", EXAMINER);
      fields.put("Suggestion", "looked at");
    }
    return ask("updateTicketPackageSendStatus", fields);
  }

  /** Changes a package (2.2). */
  public Answer update(String id, Map<String, ?> changes) {
    Map<String, Object> fields = new LinkedHashMap<>(changes);
    fields.put("TicketPackageId", id);
    fields.put("OperatorId", "op009");
    return ask("updateTicketPackage", fields);
  }

  /** Reads a package (2.6). */
  public Answer read(String id) {
    return ask("getTicketPackageById", Map.of("TicketPackageId", id));
  }

  /** Claims a package by its id (2.25). */
  public Answer claim(String userId, String id) {
    return claim(userId, "TicketPackageId", id);
  }

  /** Claims a package by one of its names (2.25). */
  public Answer claim(String userId, String field, @Nullable String value) {
    return ask(
        "receiveTicketPackageForUserWithResult",
        Map.of("OpId", CREATOR, "UserId", userId, field, String.valueOf(value)));
  }
}
