package dev.quanbao.demo.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quanbao.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in keeps WeChat's rules, and turns away by its codes. */
class WeChatStandInTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CARD =
      """
      {"card":{"card_type":"CASH","cash":{"least_cost":1000,"reduce_cost":100,"base_info":{
      "logo_url":"http://l","code_type":"CODE_TYPE_TEXT","brand_name":"海底捞","title":"双人套餐",
      "color":"Color010","notice":"出示此券","description":"不可同享","sku":{"quantity":50},
      "date_info":{"type":"DATE_TYPE_FIX_TIME_RANGE","begin_timestamp":100,"end_timestamp":200}}}}}
      """;

  private final MovableClock clock = new MovableClock(Instant.parse("2040-01-01T00:00:00Z"));
  private final WeChatStandIn wechat = new WeChatStandIn(Map.of("wx1", "secret"), clock);

  @Test
  void aCardThatWasCreatedIsListedAndShown() {
    String id = create(CARD).get("card_id").asText();

    JsonNode shown = call("/card/get", "{\"card_id\":\"%s\"}".formatted(id));

    assertThat(shown.at("/card/card_type").asText()).isEqualTo("CASH");
    assertThat(shown.at("/card/cash/base_info/title").asText()).isEqualTo("双人套餐");
    assertThat(call("/card/batchget", "{\"offset\":0,\"count\":50}").get("card_id_list"))
        .extracting(JsonNode::asText)
        .containsExactly(id);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"CASH\",            \"COUPON\",                   40071",
        "\"title\":\"双人套餐\", \"x\":1,                     41011",
        "双人套餐,             一二三四五六七八九十,             45021",
        "Color010,            Color011,                     40100",
        "CODE_TYPE_TEXT,      CODE_TYPE_NUMBER,             40072",
        "\"quantity\":50,     \"quantity\":0,               40122",
        "\"quantity\":50,     \"stock\":50,                 41012",
        "\"end_timestamp\":200, \"end_timestamp\":50,       40079",
        "FIX_TIME_RANGE,      PERMANENT,                    40079",
        "\"reduce_cost\":100, \"reduce\":100,               41011",
        "}}}}},               }}}},                         47001"
      })
  void aCardThatBreaksARuleIsTurnedAway(String right, String wrong, int code) {
    JsonNode answer = create(CARD.replace(right, wrong));

    assertThat(answer.get("errcode").asInt()).isEqualTo(code);
    assertThat(wechat.cards()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"title\":\"四人套餐\"`,    0",
        "`\"brand_name\":\"别家\"`,  47001",
        "`\"sku\":{\"quantity\":9}`, 47001",
        "`\"color\":\"Color999\"`,  40100"
      })
  void whatIsFixedCannotBeChanged(String change, int code) {
    String id = create(CARD).get("card_id").asText();

    JsonNode answer = update(id, change);

    assertThat(answer.get("errcode").asInt()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"100, 200, 0", "50, 300, 0", "101, 200, 40079", "100, 199, 40079"})
  void datesCanOnlyBeWidened(int begin, int end, int code) {
    String id = create(CARD).get("card_id").asText();

    JsonNode answer =
        update(
            id,
            "\"date_info\":{\"type\":1,\"begin_timestamp\":%d,\"end_timestamp\":%d}"
                .formatted(begin, end));

    assertThat(answer.get("errcode").asInt()).isEqualTo(code);
  }

  @Test
  void aTokenStaysTheSameWhileItIsGood() {
    String first = token(false);
    clock.advance(Duration.ofHours(1));

    String second = token(false);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void aForcedTokenEndsTheOneBefore() {
    String first = token(false);
    token(true);

    JsonNode answer = read(wechat.answer("/card/batchget", first, "{\"offset\":0,\"count\":1}"));

    assertThat(answer.get("errcode").asInt()).isEqualTo(40001);
  }

  @Test
  void aTokenEnds() {
    String token = token(false);
    clock.advance(Duration.ofHours(2));

    JsonNode answer = read(wechat.answer("/card/batchget", token, "{\"offset\":0,\"count\":1}"));

    assertThat(answer.get("errcode").asInt()).isEqualTo(42001);
  }

  @Test
  void theDaysQuotaEnds() {
    wechat.limitTo(1);
    create(CARD);

    JsonNode answer = create(CARD);

    assertThat(answer.get("errcode").asInt()).isEqualTo(45009);
    assertThat(wechat.cards()).hasSize(1);
  }

  private JsonNode create(String card) {
    return call("/card/create", card);
  }

  private JsonNode update(String id, String change) {
    return call(
        "/card/update", "{\"card_id\":\"%s\",\"cash\":{\"base_info\":{%s}}}".formatted(id, change));
  }

  private JsonNode call(String path, String body) {
    return read(wechat.answer(path, token(false), body));
  }

  private String token(boolean force) {
    String request =
        """
        {"grant_type":"client_credential","appid":"wx1","secret":"secret","force_refresh":%s}
        """
            .formatted(force);
    return read(wechat.answer("/cgi-bin/stable_token", null, request)).get("access_token").asText();
  }

  private static JsonNode read(String answer) {
    try {
      return JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer, e);
    }
  }
}
