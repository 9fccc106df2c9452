package dev.quanbao.card.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.CardType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a template as the outbox holds it: what is sent to WeChat follows from it alone,
 * even if the template changes meanwhile.
 *
 * @param number the template's
 * @param appId the account that the template names; null: the company's first
 * @param beginAt first second of the template's days, since the epoch
 * @param endAt last second of them
 */
@RegisterForReflection
record CardPayload(
    long number,
    long revision,
    String companyId,
    @Nullable String appId,
    CardType type,
    JsonNode info,
    long beginAt,
    long endAt) {

  /** What may be changed of a card at WeChat, all of it in {@code base_info}. */
  private static final List<String> CHANGEABLE =
      List.of(
          "logo_url",
          "code_type",
          "title",
          "color",
          "notice",
          "description",
          "service_phone",
          "date_info",
          "get_limit",
          "can_share",
          "can_give_friend",
          "location_id_list",
          "custom_url_name",
          "custom_url",
          "custom_url_sub_title",
          "center_title",
          "center_sub_title",
          "center_url",
          "promotion_url_name",
          "promotion_url",
          "promotion_url_sub_title");

  static CardPayload of(CardTemplate template, JsonNode info) {
    return new CardPayload(
        template.number(),
        template.revision(),
        template.companyId(),
        template.wechatAppId(),
        template.type(),
        info,
        template.beginAt().getEpochSecond(),
        template.endAt().getEpochSecond());
  }

  /** The body of card/create. */
  ObjectNode creation() {
    ObjectNode whole = info.deepCopy();
    whole.set("base_info", baseInfo());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("card").put("card_type", type.wechatName()).set(node(), whole);
    return body;
  }

  /** The body of card/update, which may be sent again: it changes nothing then. */
  ObjectNode change(String cardId) {
    ObjectNode changeable = baseInfo().retain(CHANGEABLE);
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("card_id", cardId);
    body.putObject(node()).set("base_info", changeable);
    return body;
  }

  /** By which the card is recognised at WeChat. */
  String fingerprint() {
    return CardFingerprint.of(creation().get("card"));
  }

  private ObjectNode baseInfo() {
    ObjectNode base = info.get("base_info").deepCopy();
    if (!base.hasNonNull("date_info")) {
      base.putObject("date_info")
          .put("type", "DATE_TYPE_FIX_TIME_RANGE")
          .put("begin_timestamp", beginAt)
          .put("end_timestamp", endAt);
    }
    return base;
  }

  private String node() {
    return type.wechatName().toLowerCase(Locale.ROOT);
  }
}
