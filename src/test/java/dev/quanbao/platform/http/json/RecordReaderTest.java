package dev.quanbao.platform.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.WireRequest;
import jakarta.validation.Validation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final String RULE = "\"rule\":{\"receiveEndTime\":\"2015-12-12\"}";

  private final RecordReader reader =
      new RecordReader(Validation.buildDefaultValidatorFactory().getValidator());

  @Test
  void readsBothSpellingsOfNames() {
    String json =
        """
        {"Name":"七煌","aliasCODEtype":2,"_id":"x","UseCompanyList":[{"a":1}],"URL":"http://a",
         "Big":9007199254740993,"Stackable":true,"UseChannels":["a","b"],
         "Rule":{"ReceiveEndTime":1449935999000,"receiveStartTime":"2015-12-11","Total":100},
         "tickets":[{"TicketName":"t","Count":12,"Amount":8.50,"TicketRule":null}]}
        """;

    WireRequest read = read(json);

    assertThat(read.name()).isEqualTo("七煌");
    assertThat(read.aliasCodeType()).isEqualTo(2);
    assertThat(read.url()).isEqualTo("http://a");
    assertThat(read.big()).isEqualTo(9007199254740993L);
    assertThat(read.stackable()).isTrue();
    assertThat(read.useChannels()).containsExactly("a", "b");
    assertThat(read.rule().receiveEndTime().in(SHANGHAI)).isEqualTo(LocalDate.of(2015, 12, 12));
    assertThat(read.rule().receiveStartTime().in(SHANGHAI)).isEqualTo(LocalDate.of(2015, 12, 11));
    assertThat(read.tickets())
        .containsExactly(new WireRequest.Ticket("t", 12, new BigDecimal("8.50"), null));
  }

  @Test
  void namesEveryFaultAtOnce() {
    String json =
        """
        {"Name":"far too long","name":"again","AliasCodeType":3,"createUserId":"a b",
         "themeId":"XYZ","Foo":1,"useChannels":["a",null,"",7],
         "rule":{"receiveEndTime":"2015-02-30","total":101,"Bar":{}},
         "tickets":[{"ticketName":" ","count":1.5,"amount":"8.5"},
                    {"ticketName":"t","ticketRule":{"useEndTime":true}}, 5]}
        """;

    RequestRefusedException refused = refusal(json);

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    assertThat(refused.violations())
        .containsExactlyInAnyOrder(
            Violation.malformed("name", "violation.twice"),
            Violation.invalid("aliasCodeType", "violation.oneOf", "1, 2"),
            Violation.invalid("createUserId", "violation.format"),
            Violation.invalid("themeId", "violation.format"),
            Violation.unknown("Foo"),
            Violation.malformed("useChannels[1]", "violation.type", "not null"),
            Violation.invalid("useChannels[2]", "violation.length", 1, 4),
            Violation.malformed("useChannels[3]", "violation.type", "string"),
            Violation.invalid("rule.receiveEndTime", "violation.date"),
            Violation.invalid("rule.total", "violation.max", 100L),
            Violation.unknown("rule.Bar"),
            Violation.invalid("tickets[0].ticketName", "violation.required"),
            Violation.malformed("tickets[0].count", "violation.type", "integer"),
            Violation.malformed("tickets[0].amount", "violation.type", "number"),
            Violation.malformed("tickets[1].ticketRule.useEndTime", "violation.type", "date"),
            Violation.malformed("tickets[2]", "violation.type", "object"));
  }

  @Test
  void namesWhatIsRequired() {
    RequestRefusedException refused = refusal("{\"tickets\":[]}");

    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PARAMETERS);
    assertThat(refused.violations())
        .containsExactly(
            Violation.invalid("name", "violation.required"),
            Violation.invalid("rule", "violation.required"),
            Violation.invalid("tickets", "violation.size", 1, 3));
  }

  @Test
  void takesNullForAbsent() {
    WireRequest read =
        read("{\"name\":\"n\",\"useChannels\":null,\"big\":null,\"_id\":null," + RULE + "}");

    assertThat(read.useChannels()).isNull();
    assertThat(read.big()).isNull();
  }

  @Test
  void letsARecordCheckItself() {
    RequestRefusedException refused =
        refusal("{\"name\":\"n\",\"rule\":{\"receiveEndTime\":\"2015-12-12\",\"total\":13}}");

    assertThat(refused.violations())
        .containsExactly(Violation.invalid("rule.total", "violation.format"));
  }

  @Test
  void unknownFieldsAloneAreUnknown() {
    RequestRefusedException refused = refusal("{\"name\":\"n\",\"Nope\":[{\"a\":1}]," + RULE + "}");

    assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
    assertThat(refused.violations()).containsExactly(Violation.unknown("Nope"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"n\",\"NAME\":null}|name",
        "{\"Other\":1,\"oTHER\":1}|oTHER",
        "{\"id\":1,\"Id\":2}|Id",
        "{\"useCompanyList\":[{\"a\":{\"b\":1,\"B\":2}}]}|useCompanyList[0].a.B",
        "{\"rule\":{\"total\":1,\"Total\":1}}|rule.total",
      })
  void aFieldThatStandsTwiceIsMalformed(String json, String path) {
    RequestRefusedException refused = refusal(json);

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    assertThat(refused.violations()).contains(Violation.malformed(path, "violation.twice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "5",
        "null",
        "\"a\"",
        "{",
        "{\"name\":}",
        "{} {}",
        "{}x",
        "{'name':1}",
        "{\"big\":NaN}",
        "{\"big\":01}",
        "{\"name\":\"a\nb\"}",
        "{\"a\":1,}",
        "\u0000",
        "nul",
      })
  void whatIsNotOneObjectIsMalformed(String json) {
    RequestRefusedException refused = refusal(json);

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    assertThat(refused.violations()).containsExactly(Violation.malformed("", "violation.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"big\":9223372036854775808|big|violation.max",
        "\"big\":-9223372036854775809|big|violation.min",
        "\"aliasCodeType\":2147483648|aliasCodeType|violation.max",
        "\"tickets\":[{\"ticketName\":\"t\",\"amount\":1e999999999}]|tickets[0].amount|violation.format",
        "\"tickets\":[{\"ticketName\":\"t\",\"amount\":1e-99999}]|tickets[0].amount|violation.format",
        "\"tickets\":[{\"ticketName\":\"t\",\"amount\":1e99999999999}]|tickets[0].amount|violation.format",
        "\"url\":\"a\\u0000b\"|url|violation.format",
        "\"url\":\"\\ud800\"|url|violation.format",
      })
  void valuesBeyondAnyUseAreInvalid(String field, String path, String message) {
    RequestRefusedException refused = refusal("{\"name\":\"n\"," + field + "," + RULE + "}");

    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PARAMETERS);
    assertThat(refused.violations())
        .extracting(Violation::path, Violation::message)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(path, message));
  }

  @ParameterizedTest
  @CsvSource({"32, UNKNOWN_FIELD", "33, MALFORMED_JSON", "100000, MALFORMED_JSON"})
  void nestingHasALimit(int depth, ErrorCode expected) {
    String json =
        "{\"name\":\"n\"," + RULE + ",\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";

    RequestRefusedException refused = refusal(json);

    assertThat(refused.code()).isEqualTo(expected);
  }

  @Test
  void aThousandDigitsAreHarmless() {
    RequestRefusedException refused = refusal("{\"big\":" + "9".repeat(500_000) + "}");

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
  }

  @Test
  void faultsAreBounded() {
    RequestRefusedException refused = refusal("{\"useChannels\":[" + "1,".repeat(10_000) + "1]}");

    assertThat(refused.violations()).hasSizeLessThanOrEqualTo(500);
  }

  @Test
  void whateverTheBytesOnlyRefusedIsThrown() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    byte[] valid =
        ("{\"Name\":\"七煌\",\"url\":\"\\u00e9\",\"Tickets\":[{\"amount\":-8.5e1,\"count\":3}],"
                + RULE
                + "}")
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = i % 4 == 0 ? noise(random) : mutated(valid, random);

      Throwable thrown = catchThrowable(() -> reader.read(WireRequest.class, bytes));

      assertThat(thrown)
          .as("seed %d, round %d", seed, i)
          .isNotNull()
          .isInstanceOf(RequestRefusedException.class);
    }
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Some bytes changed; the request has no ticket name, so that it is never right. */
  private static byte[] mutated(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private WireRequest read(String json) {
    return reader.read(WireRequest.class, json.getBytes(StandardCharsets.UTF_8));
  }

  private RequestRefusedException refusal(String json) {
    return catchThrowableOfType(RequestRefusedException.class, () -> read(json));
  }

  @Test
  void daysAreStrict() {
    List<String> wrong =
        List.of("2015-2-1", "2015-02-29", "15-02-01xx", "+015-02-01", "2015-13-01");

    assertThat(wrong).allSatisfy(day -> assertThat(DateInput.parse(day)).isEmpty());
  }
}
