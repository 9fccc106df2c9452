package dev.quanbao.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quanbao.process.Answer.Granted;
import dev.quanbao.process.Answer.Refused;
import dev.quanbao.process.Answer.Unknown;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A back office that signs as the seeds' client does and spreads its requests over instances. */
final class BackOffice {

  /** Tickets that one claim of {@link #publish} issues. */
  static final int TICKETS_PER_CLAIM = 3;

  /** What signs every request of the seeds' client. */
  static final String QUERY =
      "apiVersion=01&client=70374ddd0f3641368d419b2d93127b8f&version=2.0"
          + "&sign=64089f8e90605825455a26d56c66784c";

  private static final String COMPANY = "x1111111111";
  static final String OP = "op001";
  private static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Shanghai");
  private static final int USER = 1;
  private static final int MAX_PAGE = 200;
  private static final int SUCCESS = 200;
  private static final int FIRST_REQUEST_RUNNING = 40903;
  private static final int RATE_LIMITED = 42900;
  private static final int FAULTS = 50000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final List<URI> instances;
  private final AtomicInteger turn = new AtomicInteger();

  BackOffice(List<Service> services) {
    this.instances = services.stream().map(Service::address).toList();
  }

  /** How many there are of a package, and how its copies are told apart. */
  record Edition(int total, int personal, Map<String, Object> codes) {

    static Edition shared(int total, int personal) {
      return new Edition(total, personal, Map.of("TicketPackageAliasCodeType", 2));
    }

    static Edition generated(int total, int personal) {
      return new Edition(total, personal, Map.of("TicketPackageAliasCodeType", 1));
    }

    static Edition given(List<String> aliasCodes, int personal) {
      return new Edition(
          aliasCodes.size(),
          personal,
          Map.of("TicketPackageAliasCodeType", 1, "TicketPackageAliasCodes", aliasCodes));
    }

    /** Its alias codes are imported later. */
    static Edition imported(int total) {
      return new Edition(
          total, 1, Map.of("TicketPackageAliasCodeType", 1, "AliasCodeSource", "GIVEN"));
    }
  }

  /** Designs a package and takes it through review until it can be claimed; gives its id. */
  String publish(Edition edition) {
    String id = create(edition);
    publish(id);
    return id;
  }

  /** Designs a package; gives its id. */
  String create(Edition edition) {
    return ask("createTicketPackage", design(edition)).asText();
  }

  /** Takes a new package through review until it can be claimed. */
  void publish(String packageId) {
    move(packageId, 2);
    move(packageId, 4);
    move(packageId, 5);
  }

  private static Map<String, Object> design(Edition edition) {
    String lastDay = LocalDate.now(BUSINESS_ZONE).plusYears(1).toString();
    Map<String, Object> design = new LinkedHashMap<>(edition.codes());
    design.put("TicketPackageName", "新人礼包");
    design.put("CreateUserId", OP);
    design.put("CreateCompanyId", COMPANY);
    design.put(
        "TicketPackageRule",
        Map.of(
            "ReceiveStartTime",
            "2026-01-01",
            "ReceiveEndTime",
            lastDay,
            "TotalCountLimit",
            edition.total(),
            "PersonalCountLimit",
            edition.personal()));
    Map<String, Object> rule = Map.of("UseEndTime", lastDay);
    design.put(
        "Tickets",
        List.of(
            Map.of(
                "TicketName",
                "打车券",
                "TicketType",
                1,
                "Count",
                TICKETS_PER_CLAIM - 1,
                "TicketAmount",
                500,
                "TicketRule",
                rule),
            Map.of(
                "TicketName",
                "咖啡券",
                "TicketType",
                2,
                "Count",
                1,
                "TicketAmount",
                8.5,
                "TicketRule",
                rule)));
    return design;
  }

  private void move(String packageId, int sendStatus) {
    ask(
        "updateTicketPackageSendStatus",
        Map.of(
            "TicketPackageId", packageId,
            "SendStatus", sendStatus,
            "OperatorId", OP,
            "ExaminerId", "ex001"));
  }

  int claimedCount(String packageId) {
    return ask("getTicketPackageById", Map.of("TicketPackageId", packageId))
        .get("claimedCount")
        .asInt();
  }

  Set<String> ticketIdsOf(String userId) {
    Map<String, Object> query = Map.of("OwnerType", USER, "OwnerId", userId, "PageSize", MAX_PAGE);
    return ids(ask("getTicketUsersByOwnerId", query));
  }

  Answer claim(Wish wish) {
    Map<String, String> body = Map.of("OpId", OP, "UserId", wish.userId(), wish.by(), wish.name());
    HttpRequest.Builder request = request("receiveTicketPackageForUserWithResult", body);
    if (wish.key() != null) {
      request.header("Idempotency-Key", wish.key());
    }
    try {
      return answer(wish, send(request));
    } catch (IOException lost) {
      return new Unknown(lost.toString());
    }
  }

  private static Answer answer(Wish wish, JsonNode envelope) {
    int code = envelope.get("code").asInt();
    if (code == FIRST_REQUEST_RUNNING || code == RATE_LIMITED || code >= FAULTS) {
      return new Unknown(envelope.toString());
    }
    if (code != SUCCESS) {
      throw new AssertionError(wish + " was answered with " + envelope);
    }
    JsonNode data = envelope.get("data");
    if (!data.get("result").asBoolean()) {
      return new Refused(data.get("reason").asText());
    }
    JsonNode tickets = data.get("ticketUsers");
    return new Granted(tickets.get(0).get("ticketPackageCode").asText(), ids(tickets));
  }

  private static Set<String> ids(JsonNode tickets) {
    Set<String> ids = new HashSet<>();
    tickets.forEach(ticket -> ids.add(ticket.get("id").asText()));
    return ids;
  }

  private JsonNode ask(String operation, Object body) {
    try {
      JsonNode envelope = send(request(operation, body));
      if (envelope.get("code").asInt() != SUCCESS) {
        throw new AssertionError(operation + " was answered with " + envelope);
      }
      return envelope.get("data");
    } catch (IOException e) {
      throw new AssertionError(operation + " was not answered", e);
    }
  }

  private HttpRequest.Builder request(String operation, Object body) {
    int next = Math.floorMod(turn.getAndIncrement(), instances.size());
    URI target = instances.get(next).resolve("/op/v2/" + operation + "?" + QUERY);
    return HttpRequest.newBuilder(target)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json.valueToTree(body).toString()));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return json.readTree(response.body());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
