package dev.quanbao.demo.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What WeChat demands of a card that is created or changed, as far as it is documented.
 *
 * <p>Written from WeChat's documents and not from our own rules, so that the two can disagree.
 */
final class StandInRules {

  private static final String RANGE = "DATE_TYPE_FIX_TIME_RANGE";
  private static final String TERM = "DATE_TYPE_FIX_TERM";

  private static final Set<String> TYPES = Set.of("DISCOUNT", "CASH", "GROUPON", "GIFT");
  private static final Set<String> CODE_TYPES =
      Set.of("TEXT", "BARCODE", "QRCODE", "ONLY_QRCODE", "ONLY_BARCODE", "NONE");
  private static final Set<String> COLORS =
      Set.of(
          "Color010",
          "Color020",
          "Color030",
          "Color040",
          "Color050",
          "Color060",
          "Color070",
          "Color080",
          "Color081",
          "Color082",
          "Color090",
          "Color100",
          "Color101",
          "Color102");

  /** In bytes, three for a Chinese character. */
  private static final Map<String, Integer> LENGTHS =
      Map.ofEntries(
          Map.entry("logo_url", 128),
          Map.entry("brand_name", 36),
          Map.entry("title", 27),
          Map.entry("notice", 48),
          Map.entry("description", 3_072),
          Map.entry("service_phone", 24),
          Map.entry("source", 36),
          Map.entry("custom_url_name", 15),
          Map.entry("custom_url", 128),
          Map.entry("custom_url_sub_title", 18),
          Map.entry("center_title", 18),
          Map.entry("center_sub_title", 24),
          Map.entry("center_url", 128),
          Map.entry("promotion_url_name", 15),
          Map.entry("promotion_url", 128),
          Map.entry("promotion_url_sub_title", 18));

  private static final List<String> REQUIRED =
      List.of("logo_url", "code_type", "brand_name", "title", "color", "notice", "description");

  private static final Set<String> FIXED =
      Set.of(
          "brand_name",
          "sku",
          "use_custom_code",
          "get_custom_code_mode",
          "bind_openid",
          "use_limit");

  private static final Map<String, List<String>> OWN =
      Map.of(
          "DISCOUNT", List.of("discount"),
          "CASH", List.of("reduce_cost"),
          "GROUPON", List.of("deal_detail"),
          "GIFT", List.of("gift"));

  private StandInRules() {}

  /** The name of the node that holds a card's info. */
  static String node(String cardType) {
    return cardType.toLowerCase(Locale.ROOT);
  }

  /** Refuses a card that can't be created. */
  static void checkNew(JsonNode card) {
    String type = card.path("card_type").asText("");
    if (!TYPES.contains(type)) {
      throw new WeChatError(40071, "invalid card type");
    }
    JsonNode own = card.path(node(type));
    JsonNode base = own.path("base_info");
    REQUIRED.forEach(name -> require(base, name));
    OWN.getOrDefault(type, List.of()).forEach(name -> require(own, name));
    checkDiscount(own);
    checkBase(base);
    if (!base.path("sku").hasNonNull("quantity")) {
      throw new WeChatError(41012, "missing sku quantity");
    }
    checkStock(base);
    checkDates(base.path("date_info"));
  }

  /** Refuses a change that can't be made to a card. */
  static void checkChange(JsonNode stored, JsonNode change) {
    for (Iterator<String> names = change.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (FIXED.contains(name)) {
        throw new WeChatError(47001, "data format error, " + name + " can not be updated");
      }
    }
    checkBase(change);
    JsonNode dates = change.path("date_info");
    if (!dates.isMissingNode()) {
      checkDates(dates);
      checkWidening(stored.path("date_info"), dates);
    }
  }

  private static void checkBase(JsonNode base) {
    LENGTHS.forEach((name, limit) -> {
      if (base.path(name).asText("").getBytes(UTF_8).length > limit) {
        throw new WeChatError(45021, "field " + name + " size out of limit");
      }
    });
    if (base.has("color") && !COLORS.contains(base.get("color").asText())) {
      throw new WeChatError(40100, "invalid color");
    }
    if (base.has("code_type")
        && !CODE_TYPES.contains(base.get("code_type").asText().replace("CODE_TYPE_", ""))) {
      throw new WeChatError(40072, "invalid code type");
    }
  }

  private static void checkDiscount(JsonNode own) {
    int discount = own.path("discount").asInt(1);
    if (discount < 1 || discount > 99) {
      throw new WeChatError(40100, "invalid discount");
    }
  }

  private static void checkStock(JsonNode base) {
    boolean isDeposit =
        base.path("get_custom_code_mode").asText("").equals("GET_CUSTOM_CODE_MODE_DEPOSIT");
    long quantity = base.path("sku").path("quantity").asLong(-1);
    if (isDeposit ? quantity != 0 : quantity < 1 || quantity > 100_000_000) {
      throw new WeChatError(40122, "invalid sku quantity");
    }
  }

  private static void checkDates(JsonNode dates) {
    boolean good =
        switch (typeOf(dates)) {
          case RANGE ->
              dates.path("begin_timestamp").asLong(0) > 0
                  && dates.path("end_timestamp").asLong(0) > dates.get("begin_timestamp").asLong();
          case TERM ->
              dates.path("fixed_term").asInt(0) > 0 && dates.path("fixed_begin_term").asInt(0) >= 0;
          default -> false;
        };
    if (!good) {
      throw new WeChatError(40079, "invalid time");
    }
  }

  private static void checkWidening(JsonNode stored, JsonNode wanted) {
    boolean widens =
        typeOf(stored).equals(typeOf(wanted))
            && wanted.path("begin_timestamp").asLong(0) <= stored.path("begin_timestamp").asLong(0)
            && wanted.path("end_timestamp").asLong(0) >= stored.path("end_timestamp").asLong(0);
    if (!widens) {
      throw new WeChatError(
          40079,
          "invalid time, OldDateInfoType==NewDateInfoType && NewBeginTime<=OldBeginTime"
              + " && OldEndTime<=NewEndTime");
    }
  }

  private static String typeOf(JsonNode dates) {
    return switch (dates.path("type").asText("")) {
      case "1", RANGE -> RANGE;
      case "2", TERM -> TERM;
      default -> "";
    };
  }

  private static void require(JsonNode node, String name) {
    if (!node.hasNonNull(name) || node.get(name).asText("").isEmpty()) {
      throw new WeChatError(41011, "missing required fields, " + name);
    }
  }
}
