package dev.quanbao.card.model;

import static dev.quanbao.card.SampleInfos.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.card.SampleInfos;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What WeChat demands of an info: each rule broken once, and its limits kept once. */
class CardRulesTest {

  @ParameterizedTest
  @EnumSource
  void theLeastThatATypeNeedsIsEnough(CardType type) {
    List<Violation> violations = check(type, SampleInfos.of(type));

    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DISCOUNT | discount | 1",
        "DISCOUNT | discount | 99",
        "COUPON | least_cost | 0",
        "COUPON | reduce_cost | 1",
        "COUPON | reduce_cost | 2147483647",
        "GIFT | base_info.code_type | \"ONLY_BARCODE\"",
        "GIFT | base_info.code_type | \"CODE_TYPE_ONLY_BARCODE\"",
        "GIFT | base_info.color | \"Color102\"",
        "GIFT | base_info.title | \"一二三四五六七八九\"",
        "GIFT | base_info.brand_name | \"一二三四五六七八九十一二\"",
        "GIFT | base_info.sku.quantity | 100000000",
        "GIFT | base_info.location_id_list | [123, 12321]",
        "GIFT | base_info.use_all_locations | true",
        "GIFT | base_info.get_limit | 1",
        "GIFT | base_info.date_info | {\"type\": 2, \"fixed_term\": 1, \"fixed_begin_term\": 0}",
        "GIFT | base_info.date_info | {\"type\": 1, \"begin_timestamp\": 5, \"end_timestamp\": 5}",
        "GIFT | base_info.service_phone | null",
        "GIFT | base_info.what_wechat_may_know | {\"a\": [1.50, null]}",
        "GIFT | advanced_info.use_condition | {\"object_use_for\": \"木盒\", \"least_cost\": 0}",
        "COUPON | advanced_info.use_condition | {\"accept_category\": \"鞋类\", \"least_cost\": 100}",
        "GIFT | advanced_info.business_service | [\"BIZ_SERVICE_DELIVER\"]",
        "GIFT | advanced_info.time_limit | [{\"type\": \"HOLIDAY\"}, {\"type\": \"MONDAY\", \"end_hour\": 23}]",
        "GIFT | advanced_info.abstract | {\"abstract\": \"x\", \"icon_url_list\": [\"http://x\"]}",
        "GIFT | advanced_info.text_image_list | [{\"text\": \"x\", \"image_url\": \"http://x\"}]",
      })
  void whatWechatTakesPasses(CardType type, String path, String json) {
    List<Violation> violations = check(type, with(SampleInfos.of(type), path, json));

    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "DISCOUNT | base_info | none | info.base_info | violation.required",
        "DISCOUNT | base_info.logo_url | none | info.base_info.logo_url | violation.required",
        "DISCOUNT | base_info.code_type | none | info.base_info.code_type | violation.required",
        "DISCOUNT | base_info.brand_name | none | info.base_info.brand_name | violation.required",
        "DISCOUNT | base_info.title | none | info.base_info.title | violation.required",
        "DISCOUNT | base_info.title | null | info.base_info.title | violation.required",
        "DISCOUNT | base_info.title | \" \" | info.base_info.title | violation.required",
        "DISCOUNT | base_info.color | none | info.base_info.color | violation.required",
        "DISCOUNT | base_info.notice | none | info.base_info.notice | violation.required",
        "DISCOUNT | base_info.description | none | info.base_info.description | violation.required",
        "DISCOUNT | base_info.sku | none | info.base_info.sku | violation.required",
        "DISCOUNT | base_info.sku | {} | info.base_info.sku.quantity | violation.required",
        "DISCOUNT | base_info.title | \"一二三四五六七八九x\" | info.base_info.title | violation.bytes",
        "DISCOUNT | base_info.notice | \"一二三四五六七八九十一二三四五六x\" | info.base_info.notice | violation.bytes",
        "DISCOUNT | base_info.custom_url_name | \"立即使用啊x\" | info.base_info.custom_url_name | violation.bytes",
        "DISCOUNT | base_info.color | \"Color011\" | info.base_info.color | violation.oneOf",
        "DISCOUNT | base_info.code_type | \"CODE_TYPE\" | info.base_info.code_type | violation.oneOf",
        "DISCOUNT | base_info.sku.quantity | 0 | info.base_info.sku.quantity | violation.min",
        "DISCOUNT | base_info.sku.quantity | 100000001 | info.base_info.sku.quantity | violation.max",
        "DISCOUNT | base_info.get_limit | 0 | info.base_info.get_limit | violation.min",
        "DISCOUNT | base_info.use_limit | 0 | info.base_info.use_limit | violation.min",
        "DISCOUNT | base_info.get_custom_code_mode | \"x\" | info.base_info.get_custom_code_mode | violation.oneOf",
        "DISCOUNT | base_info.date_info | {\"type\": \"DATE_TYPE_PERMANENT\"} | info.base_info.date_info.type | violation.oneOf",
        "DISCOUNT | base_info.date_info | {} | info.base_info.date_info.type | violation.required",
        "DISCOUNT | base_info.date_info | {\"type\": 2, \"fixed_term\": 0} | info.base_info.date_info.fixed_term | violation.min",
        "DISCOUNT | base_info.date_info | {\"type\": 2} | info.base_info.date_info.fixed_term | violation.required",
        "DISCOUNT | base_info.date_info | {\"type\": 1, \"begin_timestamp\": 6, \"end_timestamp\": 5} | info.base_info.date_info.end_timestamp | violation.endBeforeStart",
        "DISCOUNT | discount | none | info.discount | violation.required",
        "DISCOUNT | discount | 0 | info.discount | violation.min",
        "DISCOUNT | discount | 100 | info.discount | violation.max",
        "COUPON | least_cost | none | info.least_cost | violation.required",
        "COUPON | least_cost | -1 | info.least_cost | violation.min",
        "COUPON | reduce_cost | 0 | info.reduce_cost | violation.min",
        "COUPON | reduce_cost | 123456789012345678901234567890 | info.reduce_cost | violation.max",
        "GROUPON | deal_detail | none | info.deal_detail | violation.required",
        "GIFT | gift | none | info.gift | violation.required",
        "GIFT | advanced_info.time_limit | [{\"type\": \"FEIERTAG\"}] | info.advanced_info.time_limit[0].type | violation.oneOf",
        "GIFT | advanced_info.time_limit | [{\"type\": \"MONDAY\", \"end_hour\": 24}] | info.advanced_info.time_limit[0].end_hour | violation.max",
        "GIFT | advanced_info.business_service | [\"x\"] | info.advanced_info.business_service[0] | violation.oneOf",
        "GIFT | advanced_info.abstract | {\"icon_url_list\": []} | info.advanced_info.abstract.icon_url_list | violation.size",
        "GIFT | advanced_info.use_condition | {\"accept_category\": \"x\"} | info.advanced_info.use_condition.accept_category | violation.notForCardType",
        "GIFT | advanced_info.use_condition | {\"reject_category\": \"x\"} | info.advanced_info.use_condition.reject_category | violation.notForCardType",
        "COUPON | advanced_info.use_condition | {\"object_use_for\": \"x\"} | info.advanced_info.use_condition.object_use_for | violation.notForCardType",
        "GROUPON | advanced_info.use_condition | {\"least_cost\": 1} | info.advanced_info.use_condition.least_cost | violation.notForCardType",
      })
  void whatWechatRefusesIsAFaultByItsPath(
      CardType type, String path, String json, String at, String message) {
    List<Violation> violations = check(type, with(SampleInfos.of(type), path, json));

    assertThat(violations).extracting(Violation::path).containsExactly(at);
    assertThat(violations).extracting(Violation::message).containsExactly(message);
    assertThat(violations)
        .extracting(Violation::kind)
        .containsExactly(ErrorCode.INVALID_PARAMETERS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base_info | [] | info.base_info",
        "base_info.title | 5 | info.base_info.title",
        "base_info.sku.quantity | \"5\" | info.base_info.sku.quantity",
        "base_info.sku.quantity | 5.0 | info.base_info.sku.quantity",
        "base_info.can_share | \"true\" | info.base_info.can_share",
        "base_info.location_id_list | [1, \"2\"] | info.base_info.location_id_list[1]",
        "base_info.location_id_list | 1 | info.base_info.location_id_list",
        "advanced_info.time_limit | [{}, 3] | info.advanced_info.time_limit[1]",
        "discount | 8.5 | info.discount",
      })
  void aWrongTypeIsMalformed(String path, String json, String at) {
    List<Violation> violations =
        check(CardType.DISCOUNT, with(SampleInfos.of(CardType.DISCOUNT), path, json));

    assertThat(violations).extracting(Violation::path).containsExactly(at);
    assertThat(violations).extracting(Violation::kind).containsExactly(ErrorCode.MALFORMED_JSON);
  }

  @Test
  void codesThatAreDepositedLaterBeginWithNone() {
    ObjectNode deposit =
        with(
            SampleInfos.of(CardType.GIFT),
            "base_info.get_custom_code_mode",
            "\"GET_CUSTOM_CODE_MODE_DEPOSIT\"");

    List<Violation> none = check(CardType.GIFT, with(deposit, "base_info.sku.quantity", "0"));
    List<Violation> some = check(CardType.GIFT, with(deposit, "base_info.sku.quantity", "1"));

    assertThat(none).isEmpty();
    assertThat(some).extracting(Violation::message).containsExactly("violation.depositQuantity");
  }

  @Test
  void aCardIsForAllShopsOrForSome() {
    ObjectNode some = with(SampleInfos.of(CardType.GIFT), "base_info.location_id_list", "[1]");

    List<Violation> violations =
        check(CardType.GIFT, with(some, "base_info.use_all_locations", "true"));

    assertThat(violations)
        .extracting(Violation::path)
        .containsExactly("info.base_info.use_all_locations");
  }

  @Test
  void everythingIsToldAtOnce() {
    ObjectNode spoilt = SampleInfos.of(CardType.COUPON);
    for (String path : List.of("base_info.title", "base_info.color", "reduce_cost")) {
      spoilt = with(spoilt, path, null);
    }

    List<Violation> violations =
        check(CardType.COUPON, with(spoilt, "advanced_info.business_service", "[\"x\", \"y\"]"));

    assertThat(violations)
        .extracting(Violation::path)
        .containsExactly(
            "info.base_info.title",
            "info.base_info.color",
            "info.reduce_cost",
            "info.advanced_info.business_service[0]",
            "info.advanced_info.business_service[1]");
  }

  private static List<Violation> check(CardType type, ObjectNode info) {
    List<Violation> violations = new ArrayList<>();
    CardRules.check(type, SampleInfos.plain(info), "info", violations::add);
    return violations;
  }
}
