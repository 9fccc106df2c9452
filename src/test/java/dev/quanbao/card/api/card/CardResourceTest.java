package dev.quanbao.card.api.card;

import static dev.quanbao.card.SampleInfos.with;
import static dev.quanbao.card.api.card.CardOffice.fieldsAtFault;
import static dev.quanbao.card.api.card.CardOffice.request;
import static dev.quanbao.card.api.card.CardOffice.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.access.RegisterClient;
import dev.quanbao.access.model.Permission;
import dev.quanbao.card.SampleInfos;
import dev.quanbao.card.model.CardType;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.TestClient;
import dev.quanbao.platform.id.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One template over HTTP: made, read, replaced, deleted, and refused. */
@QuarkusTest
class CardResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectNode COUPON = SampleInfos.of(CardType.COUPON);

  private CardOffice office = new CardOffice(BackOffice.demo());

  @Inject RegisterClient registerClient;

  @BeforeEach
  void open() {
    office = new CardOffice(TestClient.of(registerClient, "c" + Ids.random()));
  }

  @ParameterizedTest
  @EnumSource
  void aTemplateOfEveryTypeIsMadeAndReadAgain(CardType type) throws IOException {
    ObjectNode info = SampleInfos.of(type);

    Response created =
        office.create(type, request(info).put("app_id", "123456").put("ali_app_id", "2021"));
    Response read = office.get(created.jsonPath().getLong("data.id"));

    JsonNode data = JSON.readTree(created.asString()).path("data");
    String infoName = type.wireName().replace("_card", "_info");
    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(read.asString()).isEqualTo(created.asString());
    assertThat(data.path("card_type").textValue()).isEqualTo(type.wireName());
    assertThat(data.path(infoName).toString()).isEqualTo(info.toString());
    assertThat(data.path("app_id").textValue()).isEqualTo("123456");
    assertThat(data.path("wechat_app_id").isNull()).isTrue();
    assertThat(data.path("status").intValue()).isEqualTo(0);
    assertThat(data.path("sync").intValue()).isEqualTo(0);
    assertThat(data.path("updated_at").isNull()).isTrue();
    assertThat(data.at("/begin_at/date").textValue()).isEqualTo("2026-01-01 00:00:00.000000");
    assertThat(data.at("/end_at/date").textValue()).isEqualTo("2026-12-31 00:00:00.000000");
    assertThat(data.path("ali_app_id").textValue()).isEqualTo("2021");
  }

  @Test
  void partsThatNobodyKnowsAreKeptAsTheyCame() {
    String text =
        COUPON
            .toString()
            .replaceFirst("\\{", "{\"a.b\":{\"\\$x\":[1.50,null,100.0,\"\\\\u4e00\"]},");

    Response created =
        office.send(
            "POST",
            "/coupon/ticket",
            "{\"ticket_info\":%s,\"sync\":false,\"begin_at\":\"2026-01-01\",\"end_at\":\"2026-01-01\"}"
                .formatted(text));

    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(created.asString())
        .contains("\"coupon_info\":{\"a.b\":{\"$x\":[1.50,null,100.0,\"一\"]},\"base_info\":");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    ObjectNode wrong =
        request(with(with(COUPON, "base_info.title", null), "reduce_cost", "0"))
            .put("begin_at", "2026-02-02")
            .put("end_at", "2026-02-01")
            .put("app_id", "");
    wrong.remove("sync");

    Response refused = office.create(CardType.COUPON, wrong);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.jsonPath().getInt("code")).isEqualTo(40001);
    assertThat(refused.jsonPath().getString("message")).isEqualTo("参数有误");
    assertThat(fieldsAtFault(refused))
        .containsExactlyInAnyOrder(
            "/sync",
            "/app_id",
            "/end_at",
            "/ticket_info/base_info/title",
            "/ticket_info/reduce_cost");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ticket_info | [] | 40000 | /ticket_info",
        "ticket_info | null | 40001 | /ticket_info",
        "sync | \"true\" | 40000 | /sync",
        "begin_at | \"2026-02-30\" | 40001 | /begin_at",
        "end_at | null | 40001 | /end_at",
        "fooBar | 1 | 40002 | /fooBar",
        "ticketInfo | {} | 40002 | /ticketInfo",
        "wechat_app_id | 5 | 40000 | /wechat_app_id"
      })
  void whatIsWrongIsNamedByItsPointer(String field, String json, int code, String pointer)
      throws IOException {
    ObjectNode wrong = request(COUPON);
    wrong.set(field, JSON.readTree(json));

    Response refused = office.create(CardType.COUPON, wrong);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.jsonPath().getInt("code")).isEqualTo(code);
    assertThat(fieldsAtFault(refused)).containsExactly(pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\u0000\"", "\"\\ud800\"", "{\"\\u0000\": 1}"})
  void whatNoStoreKeepsIsRefused(String json) {
    String body =
        request(COUPON)
            .toString()
            .replaceFirst("\"least_cost\":1000", "\"x\":" + json.replace("\\", "\\\\"));

    Response refused = office.send("POST", "/coupon/ticket", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(fieldsAtFault(refused)).contains("/ticket_info");
  }

  @Test
  void aNumberThatNoneCanBeIsNoJson() {
    String body =
        request(COUPON).toString().replaceFirst("\"least_cost\":1000", "\"x\":1e99999999999");

    Response refused = office.send("POST", "/coupon/ticket", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.jsonPath().getInt("code")).isEqualTo(40000);
  }

  @Test
  void whatNoCardCanHoldIsRefused() {
    ObjectNode tooLong = with(COUPON, "x", "\"" + "x".repeat(65_536) + "\"");

    Response refused = office.create(CardType.COUPON, request(tooLong));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(fieldsAtFault(refused)).containsExactly("/ticket_info");
  }

  @Test
  void aClientOfSeveralCompaniesNamesOneByAppId() {
    var both = new CardOffice(TestClient.ofBothCompanies(registerClient));

    Response unnamed = both.create(CardType.COUPON, request(COUPON));
    Response unknown = both.create(CardType.COUPON, request(COUPON).put("app_id", "123456"));
    Response named =
        both.create(CardType.COUPON, request(COUPON).put("app_id", BackOffice.COMPANY));

    assertThat(fieldsAtFault(unnamed)).containsExactly("/app_id");
    assertThat(fieldsAtFault(unknown)).containsExactly("/app_id");
    assertThat(named.statusCode()).isEqualTo(200);
  }

  @Test
  void anotherCompanysTemplateIsAnsweredLikeOneThatDoesNotExist() {
    long id = office.created(CardType.COUPON, request(COUPON));
    var other = new CardOffice(TestClient.ofAnotherCompany(registerClient));
    ObjectNode change = update(CardType.COUPON, COUPON);

    Response hidden = other.get(id);
    Response unknown = other.get(987_654_321);

    assertThat(hidden.statusCode()).isEqualTo(404);
    assertThat(hidden.asString())
        .isEqualTo(unknown.asString())
        .isEqualTo("{\"code\":40400,\"message\":\"不存在\",\"errors\":[]}");
    assertThat(other.put(id, change).asString()).isEqualTo(unknown.asString());
    assertThat(other.delete(id).asString()).isEqualTo(unknown.asString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "01", "1.0", "99999999999999999999"})
  void whatIsNoIdIsNotFound(String id) {
    Response refused = office.get(id);

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.jsonPath().getInt("code")).isEqualTo(40400);
  }

  @Test
  void itTakesThePermissionForCards() {
    var reader = new CardOffice(TestClient.permitted(registerClient, Permission.PACKAGE_WRITE));

    Response refused = reader.create(CardType.COUPON, request(COUPON));
    Response unread = reader.list(java.util.Map.of());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.jsonPath().getInt("code")).isEqualTo(40300);
    assertThat(unread.statusCode()).isEqualTo(403);
  }

  @Test
  void aTemplateIsReplaced() {
    long id = office.created(CardType.COUPON, request(COUPON));
    ObjectNode changed =
        update(CardType.COUPON, with(COUPON, "base_info.title", "\"周四优惠\""))
            .put("end_at", "2027-01-31");

    Response answered = office.put(id, changed);
    Response read = office.get(id);

    assertThat(answered.statusCode()).isEqualTo(200);
    assertThat(answered.asString()).isEqualTo(read.asString());
    assertThat(read.jsonPath().getString("data.coupon_info.base_info.title")).isEqualTo("周四优惠");
    assertThat(read.jsonPath().getString("data.end_at.date")).startsWith("2027-01-31 ");
    assertThat(read.jsonPath().getString("data.updated_at.timezone")).isEqualTo("UTC");
  }

  @Test
  void whatIsFixedIsNamedWithFromAndTo() {
    long id = office.created(CardType.COUPON, request(COUPON));
    ObjectNode changed =
        update(
                CardType.COUPON,
                with(with(COUPON, "base_info.brand_name", "\"肯德基\""), "reduce_cost", "501"))
            .put("begin_at", "2026-01-02");

    Response refused = office.put(id, changed);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.jsonPath().getInt("code")).isEqualTo(40900);
    assertThat(refused.jsonPath().getString("message")).endsWith("500 → 501");
    assertThat(fieldsAtFault(refused))
        .containsExactly(
            "/ticket_info/reduce_cost", "/ticket_info/base_info/brand_name", "/begin_at");
  }

  @Test
  void theTypeIsFixedToo() {
    long id = office.created(CardType.COUPON, request(COUPON));

    Response refused = office.put(id, update(CardType.GIFT, SampleInfos.of(CardType.GIFT)));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(fieldsAtFault(refused)).contains("/ticket_type");
  }

  @Test
  void aReplacementIsCheckedLikeANewOne() {
    long id = office.created(CardType.COUPON, request(COUPON));

    Response refused =
        office.put(id, update(CardType.COUPON, with(COUPON, "base_info.color", null)));
    Response untyped = office.put(id, request(COUPON).put("ticket_type", "CASH"));

    assertThat(fieldsAtFault(refused)).containsExactly("/ticket_info/base_info/color");
    assertThat(fieldsAtFault(untyped)).containsExactly("/ticket_type");
  }

  @Test
  void aDeletedTemplateCanBeReadAndNoMore() {
    long id = office.created(CardType.COUPON, request(COUPON).put("sync", true));

    Response deleted = office.delete(id);
    Response again = office.delete(id);
    Response changed = office.put(id, update(CardType.COUPON, COUPON));
    Response read = office.get(id);

    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(deleted.jsonPath().getInt("data.status")).isEqualTo(2);
    assertThat(deleted.jsonPath().getInt("data.sync")).isEqualTo(0);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.asString()).isEqualTo(deleted.asString()).isEqualTo(read.asString());
    assertThat(changed.statusCode()).isEqualTo(409);
    assertThat(changed.jsonPath().getInt("code")).isEqualTo(40900);
  }

  @Test
  void whatIsToBeSynchronisedWaits() {
    long plain = office.created(CardType.COUPON, request(COUPON));
    ObjectNode change = update(CardType.COUPON, COUPON);

    Response wanted = office.create(CardType.COUPON, request(COUPON).put("sync", true));
    Response later = office.put(plain, change.deepCopy().put("sync", true));
    Response still = office.put(plain, change);

    assertThat(wanted.jsonPath().getInt("data.sync")).isEqualTo(2);
    assertThat(later.jsonPath().getInt("data.sync")).isEqualTo(2);
    assertThat(still.jsonPath().getInt("data.sync")).isEqualTo(2);
  }

  @Test
  void aTemplateExpiresWithItsLastDay() {
    long id = office.created(CardType.COUPON, request(COUPON));

    Response last = new CardOffice(office.office().at("2026-12-31T23:59:59+08:00")).get(id);
    Response over = new CardOffice(office.office().at("2027-01-01T00:00:00+08:00")).get(id);

    assertThat(last.jsonPath().getInt("data.status")).isEqualTo(0);
    assertThat(over.jsonPath().getInt("data.status")).isEqualTo(1);
  }

  @Test
  void theSameKeyMakesOneTemplate() {
    var keyed = new CardOffice(office.office().with("Idempotency-Key", Ids.random()));

    Response first = keyed.create(CardType.COUPON, request(COUPON));
    Response second = keyed.create(CardType.COUPON, request(COUPON));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(CardOffice.ids(office.list(java.util.Map.of()))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, /ticket/1, 405",
    "GET, /gift/ticket, 405",
    "GET, /ticket, 404",
    "GET, /tickets/1, 404"
  })
  void whatIsNoInterfaceIsRefusedInTheSurfacesManner(String method, String path, int status) {
    Response refused = office.send(method, path, "{}");

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.jsonPath().getInt("code")).isEqualTo(status * 100);
    assertThat(refused.jsonPath().getList("errors")).isEmpty();
  }

  @Test
  void anUnsignedRequestIsRefused() {
    Response refused =
        io.restassured.RestAssured.given()
            .contentType("application/json")
            .body(request(COUPON).toString())
            .post("/coupon/ticket");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.jsonPath().getInt("code")).isEqualTo(40100);
  }
}
