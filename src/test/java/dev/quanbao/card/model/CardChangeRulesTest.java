package dev.quanbao.card.model;

import static dev.quanbao.card.SampleInfos.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.card.SampleInfos;
import dev.quanbao.card.model.CardChangeRules.Fixed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template keeps once it is made. */
class CardChangeRulesTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-12-31T23:59:59Z");
  private static final ObjectNode COUPON = SampleInfos.of(CardType.COUPON);
  private static final CardForm STORED = form(CardType.COUPON, COUPON, BEGIN, END);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base_info.title | \"周四优惠\"",
        "base_info.color | \"Color020\"",
        "base_info.use_custom_code | false",
        "base_info.bind_openid | false",
        "base_info.date_info | {\"type\": 1, \"begin_timestamp\": 1767225600, \"end_timestamp\": 1798761599}",
        "base_info.sku.quantity | 7",
        "anything_else | 1"
      })
  void otherFieldsAreFree(String path, String json) {
    CardForm wanted = form(CardType.COUPON, with(COUPON, path, json), BEGIN, END);

    List<Fixed> violations = CardChangeRules.violations(STORED, wanted);

    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base_info.brand_name | \"肯德基\" | ticketInfo.base_info.brand_name",
        "base_info.use_custom_code | true | ticketInfo.base_info.use_custom_code",
        "base_info.get_custom_code_mode | \"x\" | ticketInfo.base_info.get_custom_code_mode",
        "base_info.bind_openid | true | ticketInfo.base_info.bind_openid",
        "base_info.date_info | {\"type\": 2, \"fixed_term\": 3} | ticketInfo.base_info.date_info.type",
        "least_cost | 999 | ticketInfo.least_cost",
        "reduce_cost | 501 | ticketInfo.reduce_cost",
        "discount | 30 | ticketInfo.discount"
      })
  void someFieldsStayForGood(String path, String json, String at) {
    CardForm wanted = form(CardType.COUPON, with(COUPON, path, json), BEGIN, END);

    List<Fixed> violations = CardChangeRules.violations(STORED, wanted);

    assertThat(violations).extracting(Fixed::path).containsExactly(at);
    assertThat(violations).extracting(Fixed::message).containsExactly("violation.fixed");
  }

  @Test
  void theTypeStaysToo() {
    CardForm wanted = form(CardType.GIFT, COUPON, BEGIN, END);

    List<Fixed> violations = CardChangeRules.violations(STORED, wanted);

    assertThat(violations)
        .containsExactly(new Fixed("ticketType", "violation.fixed", "coupon_card", "gift_card"));
  }

  @Test
  void datesMayBeWidened() {
    CardForm wanted =
        form(CardType.COUPON, COUPON, BEGIN.minusSeconds(86_400), END.plusSeconds(86_400));

    List<Fixed> violations = CardChangeRules.violations(STORED, wanted);

    assertThat(violations).isEmpty();
  }

  @Test
  void datesMayNotBeNarrowed() {
    CardForm wanted = form(CardType.COUPON, COUPON, BEGIN.plusSeconds(1), END.minusSeconds(1));

    List<Fixed> violations = CardChangeRules.violations(STORED, wanted);

    assertThat(violations).extracting(Fixed::path).containsExactly("beginAt", "endAt");
    assertThat(violations).extracting(Fixed::message).containsOnly("violation.widenOnly");
  }

  @Test
  void neitherMayTheInfosOwnDates() {
    String later = "{\"type\": 1, \"begin_timestamp\": 1767225601, \"end_timestamp\": 1798761598}";
    CardForm wanted = form(CardType.COUPON, with(COUPON, "base_info.date_info", later), BEGIN, END);

    List<Fixed> violations = CardChangeRules.violations(STORED, wanted);

    assertThat(violations)
        .extracting(Fixed::path)
        .containsExactly(
            "ticketInfo.base_info.date_info.begin_timestamp",
            "ticketInfo.base_info.date_info.end_timestamp");
  }

  private static CardForm form(CardType type, ObjectNode info, Instant begin, Instant end) {
    return new CardForm(type, CardInfo.of(info), begin, end);
  }
}
