package dev.quanbao.card.model;

import dev.quanbao.platform.error.Violation;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat demands of a template's info, asked here before anything is stored.
 *
 * <p>Each rule names the field at fault. Parts that no rule knows pass: WeChat may.
 */
public final class CardRules {

  private static final int LINE = 128;
  private static final int TEXT = 3_072;
  private static final int MAX_QUANTITY = 100_000_000;
  private static final String DEPOSIT = "GET_CUSTOM_CODE_MODE_DEPOSIT";

  private static final SortedSet<String> COLORS =
      constants(
          "Color010 Color020 Color030 Color040 Color050 Color060 Color070 Color080 Color081"
              + " Color082 Color090 Color100 Color101 Color102");
  private static final SortedSet<String> CODE_TYPES =
      constants(
          "TEXT BARCODE QRCODE ONLY_QRCODE ONLY_BARCODE NONE CODE_TYPE_TEXT CODE_TYPE_BARCODE"
              + " CODE_TYPE_QRCODE CODE_TYPE_ONLY_QRCODE CODE_TYPE_ONLY_BARCODE CODE_TYPE_NONE");
  private static final SortedSet<String> SERVICES =
      constants(
          "BIZ_SERVICE_DELIVER BIZ_SERVICE_FREE_PARK BIZ_SERVICE_WITH_PET BIZ_SERVICE_FREE_WIFI");
  private static final SortedSet<String> DAYS =
      constants("MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY HOLIDAY");

  private CardRules() {}

  /**
   * Notes everything that is wrong with an info.
   *
   * @param path where the info stands
   */
  public static void check(
      CardType type,
      Map<String, @Nullable Object> info,
      String path,
      Consumer<Violation> violations) {
    var whole = new JsonChecker(path, info, violations).require("base_info");
    whole.part("base_info").ifPresent(CardRules::base);
    own(type, whole);
    whole.part("advanced_info").ifPresent(advanced -> advanced(type, advanced));
  }

  private static void base(JsonChecker base) {
    base.require(
            "logo_url", "code_type", "brand_name", "title", "color", "notice", "description", "sku")
        .text("logo_url", LINE)
        .oneOf("code_type", CODE_TYPES)
        .text("brand_name", 36)
        .text("title", 27)
        .oneOf("color", COLORS)
        .text("notice", 48)
        .text("description", TEXT)
        .oneOf("get_custom_code_mode", constants(DEPOSIT))
        .number("get_limit", 1, Integer.MAX_VALUE)
        .number("use_limit", 1, Integer.MAX_VALUE)
        .eachNumber("location_id_list", 0, Long.MAX_VALUE)
        .flag("use_custom_code", "bind_openid", "can_share", "can_give_friend")
        .flag("use_all_locations");
    links(base);
    base.part("sku").ifPresent(sku -> quantity(sku, base.says("get_custom_code_mode", DEPOSIT)));
    base.part("date_info").ifPresent(DateInfo::check);
    if (base.has("location_id_list") && base.says("use_all_locations", true)) {
      base.invalid("use_all_locations", "violation.exclusive", "location_id_list");
    }
  }

  private static void links(JsonChecker base) {
    base.text("service_phone", 24)
        .text("source", 36)
        .text("custom_url_name", 15)
        .text("custom_url", LINE)
        .text("custom_url_sub_title", 18)
        .text("center_title", 18)
        .text("center_sub_title", 24)
        .text("center_url", LINE)
        .text("promotion_url_name", 15)
        .text("promotion_url", LINE)
        .text("promotion_url_sub_title", 18);
  }

  // Codes of one's own are handed in after the card was created: it begins with none.
  private static void quantity(JsonChecker sku, boolean isDeposit) {
    sku.require("quantity");
    if (!isDeposit) {
      sku.number("quantity", 1, MAX_QUANTITY);
    } else if (sku.has("quantity") && !sku.says("quantity", 0)) {
      sku.invalid("quantity", "violation.depositQuantity");
    }
  }

  private static void own(CardType type, JsonChecker info) {
    switch (type) {
      // In percent that are taken off: 30 is what people call 七折.
      case DISCOUNT -> info.require("discount").number("discount", 1, 99);
      case COUPON ->
          info.require("least_cost", "reduce_cost")
              .number("least_cost", 0, Integer.MAX_VALUE)
              .number("reduce_cost", 1, Integer.MAX_VALUE);
      case GROUPON -> info.require("deal_detail").text("deal_detail", TEXT);
      case GIFT -> info.require("gift").text("gift", TEXT);
    }
  }

  private static void advanced(CardType type, JsonChecker advanced) {
    advanced.part("use_condition").ifPresent(condition -> condition(type, condition));
    advanced
        .part("abstract")
        .ifPresent(part -> part.text("abstract", TEXT).texts("icon_url_list", 1, 1, LINE * 4));
    advanced
        .parts("text_image_list")
        .forEach(part -> part.text("image_url", LINE * 4).text("text", TEXT));
    advanced.parts("time_limit").forEach(CardRules::timeLimit);
    advanced.eachOneOf("business_service", SERVICES);
  }

  private static void condition(CardType type, JsonChecker condition) {
    condition
        .text("accept_category", TEXT)
        .text("reject_category", TEXT)
        .text("object_use_for", TEXT)
        .number("least_cost", 0, Integer.MAX_VALUE)
        .flag("can_use_with_other_discount");
    onlyFor(Set.of(CardType.COUPON), type, condition, "accept_category", "reject_category");
    onlyFor(Set.of(CardType.GIFT), type, condition, "object_use_for");
    onlyFor(Set.of(CardType.COUPON, CardType.GIFT), type, condition, "least_cost");
  }

  private static void onlyFor(
      Set<CardType> allowed, CardType type, JsonChecker part, String... names) {
    Arrays.stream(names)
        .filter(name -> part.has(name) && !allowed.contains(type))
        .forEach(name -> part.invalid(name, "violation.notForCardType"));
  }

  private static void timeLimit(JsonChecker limit) {
    limit
        .oneOf("type", DAYS)
        .number("begin_hour", 0, 23)
        .number("end_hour", 0, 23)
        .number("begin_minute", 0, 59)
        .number("end_minute", 0, 59);
  }

  private static SortedSet<String> constants(String names) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(names.split(" ", -1))));
  }
}
