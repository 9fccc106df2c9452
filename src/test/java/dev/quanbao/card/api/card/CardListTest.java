package dev.quanbao.card.api.card;

import static dev.quanbao.card.SampleInfos.with;
import static dev.quanbao.card.api.card.CardOffice.fieldsAtFault;
import static dev.quanbao.card.api.card.CardOffice.ids;
import static dev.quanbao.card.api.card.CardOffice.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.access.RegisterClient;
import dev.quanbao.card.SampleInfos;
import dev.quanbao.card.model.CardType;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.TestClient;
import dev.quanbao.platform.id.Ids;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of templates over HTTP: what is found, page by page. */
@QuarkusTest
class CardListTest {

  /** The seeds' client, by its own sign. */
  private static final String SIGNED =
      "apiVersion=01&client=70374ddd0f3641368d419b2d93127b8f&version=2.0"
          + "&sign=64089f8e90605825455a26d56c66784c";

  private static final ObjectNode COUPON = SampleInfos.of(CardType.COUPON);

  /** Filled once: nothing here changes what is listed. */
  private static CardOffice office = new CardOffice(BackOffice.demo());

  /** A coupon of January, a gift of 2027, a deleted coupon, one that waits; in this order. */
  private static final List<Long> MADE = new ArrayList<>();

  @TestHTTPResource URI base;

  @Inject RegisterClient registerClient;

  @BeforeEach
  void fill() {
    if (!MADE.isEmpty()) {
      return;
    }
    office = new CardOffice(TestClient.of(registerClient, "c" + Ids.random()));
    var at = new CardOffice(office.office().at("2026-01-05T00:00:00+08:00"));
    MADE.add(
        at.created(
            CardType.COUPON,
            request(with(COUPON, "base_info.title", "\"January (a.b)\""))
                .put("end_at", "2026-01-31")));
    MADE.add(
        at.created(
            CardType.GIFT,
            request(SampleInfos.of(CardType.GIFT))
                .put("begin_at", "2027-01-01")
                .put("end_at", "2027-12-31")
                .put("app_id", "123456")));
    MADE.add(at.created(CardType.COUPON, request(COUPON)));
    MADE.add(office.created(CardType.COUPON, request(COUPON).put("sync", true)));
    office.delete(MADE.get(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | '' | 3,1,0",
        "ticket_type,= | ticket_type=coupon_card | 3,0",
        "ticket_type,!= | ticket_type=coupon_card | 1",
        "ticket_type,=;begin_at,>=;end_at,<; | ticket_type=gift_card&begin_at=2018-01-10&end_at=2028-01-01 | 1",
        "begin_at,= | begin_at=2027-01-01 | 1",
        "begin_at,!= | begin_at=2027-01-01 | 3,0",
        "begin_at,> | begin_at=2026-01-01 | 1",
        "begin_at,>= | begin_at=2026-01-02 | 1",
        "begin_at,<= | begin_at=2026-01-01 | 3,0",
        "end_at,= | end_at=2026-01-31 | 0",
        "end_at,< | end_at=2026-01-31 | ''",
        "created_at,= | created_at=2026-01-05 | 1,0",
        "created_at,> | created_at=2026-01-05 | 3",
        "status,= | status=0 | 3,1",
        "status,= | status=1 | 0",
        "status,= | status=2 | 2",
        "status,>= | status=0 | 3,2,1,0",
        "sync,= | sync=2 | 3",
        "sync,< | sync=2 | 1,0",
        "title,like | title=JANUARY (A.B | 0",
        "title,like | title=.* | ''",
        "title,= | title=周三优惠 | 3,1",
        "brand_name,like | brand_name=底捞 | 3,1,0",
        "app_id,= | app_id=123456 | 1",
        "app_id,!= | app_id=123456 | 3,0"
      })
  void aSearchFindsWhatItSays(String search, String values, String expected) {
    var june = new CardOffice(office.office().at("2026-06-01T00:00:00+08:00"));
    Map<String, String> query = new java.util.HashMap<>(Map.of("search", search));
    for (String value : values.split("&", -1)) {
      if (!value.isEmpty()) {
        query.put(value.split("=", 2)[0], value.split("=", 2)[1]);
      }
    }

    Response found = june.list(query);

    assertThat(ids(found)).isEqualTo(places(expected));
    assertThat(found.jsonPath().getInt("meta.pagination.total")).isEqualTo(places(expected).size());
  }

  @Test
  void semicolonsOfTheSearchMayStandAsTheyArePrinted() throws IOException {
    new CardOffice(BackOffice.demo()).created(CardType.COUPON, request(COUPON));
    new CardOffice(BackOffice.demo())
        .created(CardType.DISCOUNT, request(SampleInfos.of(CardType.DISCOUNT)));

    String answer =
        raw(
            SIGNED
                + "&search=ticket_type,=;begin_at,%3E=;end_at,%3C;&ticket_type=coupon_card"
                + "&begin_at=2018-01-10&end_at=2099-01-01");

    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .contains("\"card_type\":\"coupon_card\"")
        .doesNotContain("\"card_type\":\"discount_card\"");
  }

  @Test
  void pagesFollowEachOtherByTheirLinks() {
    Response first = office.list(Map.of("search", "status,>=", "status", "0", "per_page", "3"));
    Response second =
        office
            .office()
            .signed()
            .urlEncodingEnabled(false)
            .get(first.jsonPath().getString("meta.pagination.links.next"));

    assertThat(ids(first)).isEqualTo(places("3,2,1"));
    assertThat(first.jsonPath().getMap("meta.pagination"))
        .containsEntry("total", 4)
        .containsEntry("count", 3)
        .containsEntry("per_page", 3)
        .containsEntry("current_page", 1)
        .containsEntry("total_pages", 2);
    assertThat(first.jsonPath().getString("meta.pagination.links.previous")).isNull();
    assertThat(ids(second)).isEqualTo(places("0"));
    assertThat(second.jsonPath().getString("meta.pagination.links.next")).isNull();
    assertThat(second.jsonPath().getString("meta.pagination.links.previous"))
        .startsWith("/tickets?")
        .endsWith("&page=1")
        .contains("per_page=3")
        .doesNotContain("sign=", "client=");
  }

  @Test
  void onePageHasNoLinks() {
    Response found = office.list(Map.of());

    assertThat(found.asString())
        .endsWith(
            "\"meta\":{\"pagination\":{\"total\":3,\"count\":3,\"per_page\":15,\"current_page\":1,"
                + "\"total_pages\":1,\"links\":[]}}}");
  }

  @Test
  void anotherCompanysTemplatesAreNotListed() {
    var other = new CardOffice(TestClient.of(registerClient, "c" + Ids.random()));

    Response found = other.list(Map.of());

    assertThat(found.asString())
        .startsWith("{\"data\":[],")
        .contains("\"total\":0,")
        .contains("\"total_pages\":1,");
  }

  @Test
  void everythingThatIsWrongWithTheQueryIsToldAtOnce() {
    Response refused =
        office.list(Map.of("search", "price,=;end_at,<", "page", "0", "per_page", "101"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.jsonPath().getInt("code")).isEqualTo(40001);
    assertThat(fieldsAtFault(refused)).containsExactly("/search", "/end_at", "/page", "/per_page");
    assertThat(refused.jsonPath().getString("errors[0].message")).contains("price", "ticket_type");
  }

  private List<Long> places(String expected) {
    return expected.isEmpty()
        ? List.of()
        : java.util.stream.Stream.of(expected.split(",", -1))
            .map(place -> MADE.get(Integer.parseInt(place)))
            .toList();
  }

  /** Sends a query as it is: libraries encode more of it. */
  private String raw(String query) throws IOException {
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      String request =
          "GET /tickets?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
