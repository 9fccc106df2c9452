package dev.quanbao.docs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract's list of {@code /v3}, and what the API description says of each. */
@QuarkusTest
class ResourcesTest {

  /** Every operation there is, by its stable name. */
  private static final Map<String, String> OPERATIONS =
      Map.ofEntries(
          Map.entry("PUT /v3/companies/{companyId}", "putCompany"),
          Map.entry("GET /v3/companies/{companyId}/product-kinds", "getProductKinds"),
          Map.entry("PUT /v3/companies/{companyId}/product-kinds", "putProductKinds"),
          Map.entry("GET /v3/companies/{companyId}/use-channels", "getUseChannels"),
          Map.entry("PUT /v3/companies/{companyId}/use-channels", "putUseChannels"),
          Map.entry("GET /v3/companies/{companyId}/groups", "getGroups"),
          Map.entry("PUT /v3/companies/{companyId}/groups", "putGroups"),
          Map.entry("GET /v3/companies/{companyId}/themes", "getThemes"),
          Map.entry("PUT /v3/companies/{companyId}/themes", "putThemes"),
          Map.entry("GET /v3/companies/{companyId}/staff", "getStaff"),
          Map.entry("PUT /v3/companies/{companyId}/staff", "putStaff"),
          Map.entry("PUT /v3/chats/{chatId}", "putChat"),
          Map.entry("GET /v3/users/{userId}/tickets", "listUserTickets"),
          Map.entry("GET /v3/tickets/{idOrCode}", "getTicket"),
          Map.entry("POST /v3/claims", "createClaim"),
          Map.entry("GET /v3/claims/{id}", "getClaim"),
          Map.entry("GET /v3/packages/{id}", "getPackage"),
          Map.entry("GET /v3/packages/{id}/codes", "exportCodes"),
          Map.entry("POST /v3/packages/{id}/codes", "importCodes"),
          Map.entry("POST /v3/packages/{id}/dispatches", "dispatchPackage"),
          Map.entry("GET /v3/jobs", "listJobs"),
          Map.entry("GET /v3/jobs/{id}", "getJob"),
          Map.entry("GET /v3/jobs/{id}/events", "followJob"),
          Map.entry("POST /v3/jobs/{id}/cancel", "cancelJob"),
          Map.entry("POST /v3/jobs/{id}/retry", "retryJob"),
          Map.entry("GET /v3/packages/{id}/stats", "getPackageStatistics"));

  private final List<Interface> declared =
      Interface.all().stream().filter(one -> one.path().startsWith("/v3/")).toList();
  private ApiDescription api;

  @BeforeEach
  void read() throws IOException {
    String json = given().accept("application/json").get("/q/openapi").asString();
    api = new ApiDescription(new ObjectMapper().readTree(json));
  }

  @Test
  void theListIsWhatTheApiDescriptionShows() {
    Map<String, String> shown = new TreeMap<>();
    for (String path : api.paths()) {
      if (path.startsWith("/v3/")) {
        api.root()
            .path("paths")
            .path(path)
            .properties()
            .forEach(operation ->
                shown.put(
                    operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path,
                    operation.getValue().path("operationId").asText()));
      }
    }

    assertThat(shown).isEqualTo(new TreeMap<>(OPERATIONS));
  }

  @Test
  void everyWriteHonoursTheIdempotencyKeyAndSaysSo() {
    assertThat(declared)
        .allSatisfy(one -> {
          boolean isWrite = !one.route().startsWith("GET ");
          assertThat(one.isIdempotent()).as(one.route()).isEqualTo(isWrite);
          assertThat(parameters(one).contains("Idempotency-Key"))
              .as(one.route())
              .isEqualTo(isWrite);
        });
  }

  @Test
  void everyOperationIsSignedAndItsRefusalsAreProblems() {
    assertThat(declared)
        .allSatisfy(one -> {
          JsonNode operation = operation(one);
          assertThat(parameters(one)).as(one.route()).contains("apiVersion", "version");
          assertThat(operation.at("/security/0").has("client")).as(one.route()).isTrue();
          assertThat(operation.path("summary").asText()).as(one.route()).isNotEmpty();
          operation.path("responses").properties().stream()
              .filter(answer -> answer.getKey().compareTo("400") >= 0)
              .forEach(answer ->
                  assertThat(answer.getValue().path("content").has("application/problem+json"))
                      .as(one.route() + " " + answer.getKey())
                      .isTrue());
          assertThat(operation.path("responses").has("404")).as(one.route()).isTrue();
        });
  }

  private List<String> parameters(Interface one) {
    return StreamSupport.stream(operation(one).path("parameters").spliterator(), false)
        .map(parameter -> parameter.path("name").asText())
        .collect(Collectors.toList());
  }

  private JsonNode operation(Interface one) {
    String[] parts = one.route().split(" ", 2);
    return api.operation(parts[0], parts[1]);
  }
}
