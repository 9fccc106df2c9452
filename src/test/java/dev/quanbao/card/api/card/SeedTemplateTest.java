package dev.quanbao.card.api.card;

import static dev.quanbao.card.api.card.CardOffice.request;
import static dev.quanbao.card.api.card.CardOffice.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.access.RegisterClient;
import dev.quanbao.card.model.CardType;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.TestClient;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.SeedExample;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every interface of seed 003 against the seed's own sample.
 *
 * <p>The seed shows one member card for all of them. Of its info everything is sent but what WeChat
 * refuses for a coupon: dates without an end, and conditions that are not for its type.
 */
@QuarkusTest
class SeedTemplateTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SAMPLE = SeedExample.json("003-template");

  /** The seed knows no moment of creation yet; an answer has one. */
  private static final String CREATED = "/data/created_at is OBJECT, not NULL";

  private CardOffice office = new CardOffice(BackOffice.demo());

  @Inject RegisterClient registerClient;

  @BeforeEach
  void open() {
    office = new CardOffice(TestClient.of(registerClient, "c" + Ids.random()));
  }

  @ParameterizedTest
  @EnumSource
  void aTemplateIsAnsweredAsInTheSeed(CardType type) throws JsonProcessingException {
    ObjectNode info = infoFor(type);

    Response created = office.create(type, withApps(request(info)));

    assertThat(SeedExample.differences(sampleOf(type, info), read(created)))
        .containsExactly(CREATED);
  }

  @ParameterizedTest
  @EnumSource
  void soIsOneThatWasReplaced(CardType type) throws JsonProcessingException {
    ObjectNode info = infoFor(type);
    long id = office.created(type, withApps(request(info)));

    Response replaced = office.put(id, update(type, info));

    assertThat(SeedExample.differences(sampleOf(type, info), read(replaced)))
        .containsExactly(CREATED, "/data/updated_at is OBJECT, not NULL");
  }

  @Test
  void theListIsAnsweredAsInTheSeed() throws JsonProcessingException {
    JsonNode example = SeedExample.json("003-list");
    var then = new CardOffice(office.office().at("2018-01-01T10:10:10+08:00"));
    ObjectNode request =
        withApps(request(infoFor(CardType.COUPON)))
            .put("begin_at", "2018-01-10")
            .put("end_at", "2019-12-10");
    long id = then.created(CardType.COUPON, request);

    Response list =
        then.list(
            Map.of(
                "search", "ticket_type,=;begin_at,>=;end_at,<;",
                "ticket_type", "coupon_card",
                "begin_at", "2018-01-10",
                "end_at", "2020-01-01"));

    ObjectNode row = (ObjectNode) read(list).at("/data/0");
    assertThat(SeedExample.differences(example, read(list))).isEmpty();
    assertThat(row.put("id", 2).without("sync_error").toString())
        .isEqualTo(example.at("/data/0").toString());
    assertThat(id).isPositive();
    assertThat(read(list).path("meta").toString()).isEqualTo(example.path("meta").toString());
  }

  private static ObjectNode infoFor(CardType type) {
    ObjectNode info = SAMPLE.at("/data/member_info").deepCopy();
    info.withObjectProperty("base_info").remove("date_info");
    if (type != CardType.COUPON) {
      info.withObjectProperty("advanced_info")
          .withObjectProperty("use_condition")
          .remove(java.util.List.of("accept_category", "reject_category"));
    }
    return info.put("least_cost", 1000)
        .put("reduce_cost", 500)
        .put("deal_detail", "x")
        .put("gift", "x");
  }

  private static ObjectNode withApps(ObjectNode request) {
    return request.put("app_id", "123456").put("wechat_app_id", "wx581a7ad7ca810da6");
  }

  /** The seed's sample with an info of another type in the place of the member's. */
  private static JsonNode sampleOf(CardType type, JsonNode info) {
    ObjectNode data = JSON.createObjectNode();
    SAMPLE
        .path("data")
        .properties()
        .forEach(field -> {
          boolean isInfo = field.getKey().equals("member_info");
          data.set(
              isInfo ? type.wireName().replace("_card", "_info") : field.getKey(),
              isInfo ? info : field.getValue());
        });
    ObjectNode sample = JSON.createObjectNode();
    sample.set("data", data);
    return sample;
  }

  private static JsonNode read(Response response) throws JsonProcessingException {
    return JSON.readTree(response.asString());
  }
}
