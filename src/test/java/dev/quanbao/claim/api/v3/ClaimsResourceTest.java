package dev.quanbao.claim.api.v3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.RegisterClient;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.demo.TestClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Claims on {@code /v3}. */
@QuarkusTest
class ClaimsResourceTest {

  @Inject RegisterClient registerClient;

  private final BackOffice office = BackOffice.demo();

  @Test
  void aClaimIsCreatedAndCanBeRead() {
    String id = office.publish(Draft.shared());

    Response created = claim(office, BackOffice.someone(), "packageId", id, null);
    Response read = office.signed().get("/v3/claims/" + created.path("id"));

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.getHeader("Location")).endsWith("/v3/claims/" + created.path("id"));
    assertThat(created.jsonPath().getList("tickets")).hasSize(3);
    assertThat(read.asString()).isEqualTo(created.asString());
  }

  @Test
  void aCodeOfAnyKindNamesThePackage() {
    String id = office.publish(Draft.shared());
    String code = office.read(id).at("data.ticketPackageCode");
    String alias = office.read(id).at("data.ticketPackageAliasCode");

    Response byCode = claim(office, BackOffice.someone(), "code", code, null);
    Response byAlias = claim(office, BackOffice.someone(), "code", alias, null);

    assertThat(byCode.<String>path("packageId")).isEqualTo(id);
    assertThat(byAlias.<String>path("packageId")).isEqualTo(id);
  }

  @Test
  void aCodeOfSeveralCompaniesIsRefused() {
    BackOffice both = TestClient.ofBothCompanies(registerClient);
    String alias = Draft.freshCode();
    Draft draft = Draft.shared().with("TicketPackageAliasCode", alias);
    both.create(draft);
    both.create(draft.with("CreateCompanyId", "y2222222222"));

    Response refused = claim(both, BackOffice.someone(), "code", alias, null);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.jsonPath().getList("violations")).hasSize(1);
  }

  @Test
  void aChannelIsRequiredWhereThePackageNamesAny() {
    String id = office.publish(Draft.shared().with("UseChannels", List.of("七煌")));

    Response without = claim(office, BackOffice.someone(), "packageId", id, null);
    Response with = claim(office, BackOffice.someone(), "packageId", id, "七煌");

    assertThat(without.<String>path("reason")).isEqualTo("CHANNEL_NOT_ALLOWED");
    assertThat(with.statusCode()).isEqualTo(201);
  }

  @Test
  void aRepeatedRequestGetsTheFirstAnswerByteForByte() {
    String id = office.publish(Draft.shared());
    var keyed = office.with("Idempotency-Key", BackOffice.someone());
    String user = BackOffice.someone();
    Response first = claim(keyed, user, "packageId", id, null);

    Response again = claim(keyed, user, "packageId", id, null);

    assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.getHeader("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void aRefusalIsAConflictWithItsReason() {
    String id = office.publish(Draft.shared().limits(1, 1));
    claim(office, BackOffice.someone(), "packageId", id, null);

    Response refused = claim(office, BackOffice.someone(), "packageId", id, null);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.<String>path("reason")).isEqualTo("SOLD_OUT");
  }

  @Test
  void anotherCompanysClaimIsNotFound() {
    String id = office.publish(Draft.shared());
    String claimId = claim(office, BackOffice.someone(), "packageId", id, null).path("id");

    Response hidden =
        TestClient.ofAnotherCompany(registerClient).signed().get("/v3/claims/" + claimId);

    assertThat(hidden.statusCode()).isEqualTo(404);
  }

  @Test
  void exactlyOneNameOfThePackageIsTaken() {
    Response refused =
        office
            .signed()
            .contentType("application/json")
            .body(Map.of("userId", "u 1", "packageId", "a", "code", "b"))
            .post("/v3/claims");

    assertThat(refused.jsonPath().getList("violations.pointer"))
        .containsExactlyInAnyOrder("/userId", "/packageId");
  }

  private static Response claim(
      BackOffice office, String user, String field, String value, @Nullable String channel) {
    Map<String, Object> body = new HashMap<>(Map.of("userId", user, field, value));
    body.put("channel", channel);
    return office.signed().contentType("application/json").body(body).post("/v3/claims");
  }
}
