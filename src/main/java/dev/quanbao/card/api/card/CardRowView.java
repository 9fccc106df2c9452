package dev.quanbao.card.api.card;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.quanbao.card.model.CardInfo;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A template in the list: flat, the seed's fields in the seed's order, then what came later. */
@Schema(name = "CardTemplateRow")
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
public record CardRowView(
    @Schema(description = "from 1") long id,
    @Schema(description = "Color010 to Color102") String color,
    @Schema(description = "as in the info", type = SchemaType.STRING)
        @Nullable Object backgroundPicUrl,
    @Schema(description = "as in the info", type = SchemaType.STRING) @Nullable Object logoUrl,
    @Schema(description = "discount_card, coupon_card, groupon_card, gift_card") String cardType,
    String brandName,
    @Schema(description = "as in the info", type = SchemaType.STRING) @Nullable Object codeType,
    String title,
    @Schema(description = "as in the info", type = SchemaType.OBJECT) @Nullable Object sku,
    @Nullable String appId,
    @Nullable String wechatAppId,
    @Nullable String aliAppId,
    @Schema(description = "0 normal, 1 expired, 2 deleted") int status,
    @Schema(description = "0 not synchronised, 1 synchronised, 2 waiting, 3 failed") int sync,
    @Schema(description = "its first day") CarbonDate beginAt,
    @Schema(description = "its last day, inclusive") CarbonDate endAt,
    @Nullable CarbonDate createdAt,
    @Schema(description = "null until it is changed") @Nullable CarbonDate updatedAt,
    @Schema(description = "WeChat's own words, where sync is 3") @Nullable String syncError) {

  private static final String BACKGROUND = "background_pic_url";

  static CardRowView of(CardTemplate shown, Instant now, BusinessCalendar calendar) {
    CardInfo info = CardInfo.read(shown.info());
    return new CardRowView(
        shown.number(),
        shown.color(),
        background(info),
        info.base("logo_url"),
        shown.type().wireName(),
        shown.brandName(),
        info.base("code_type"),
        shown.title(),
        info.base("sku"),
        shown.appId(),
        shown.wechatAppId(),
        shown.aliAppId(),
        shown.statusAt(now).number(),
        shown.sync().number(),
        CarbonDate.ofDay(shown.beginAt(), calendar),
        CarbonDate.ofDay(shown.endAt(), calendar),
        CarbonDate.of(shown.createdAt(), calendar),
        CarbonDate.of(shown.updatedAt(), calendar),
        shown.syncError());
  }

  // The seed shows it beside base_info; coupons have it within.
  private static @Nullable Object background(CardInfo info) {
    Object beside = info.fields().get(BACKGROUND);
    return beside == null ? info.base(BACKGROUND) : beside;
  }
}
