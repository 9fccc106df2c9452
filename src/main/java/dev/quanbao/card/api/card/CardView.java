package dev.quanbao.card.api.card;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.CardType;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A template by itself: the seed's fields in the seed's order, then those that came later.
 *
 * <p>Of the four infos the one of its type is there, as it was sent.
 */
@Schema(name = "CardTemplate")
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
public record CardView(
    @Schema(description = "from 1") long id,
    @Schema(description = "discount_card, coupon_card, groupon_card, gift_card") String cardType,
    @Schema(description = "of a discount_card", type = SchemaType.OBJECT)
        @JsonInclude(Include.NON_NULL)
        @JsonRawValue
        @Nullable String discountInfo,
    @Schema(description = "of a coupon_card", type = SchemaType.OBJECT)
        @JsonInclude(Include.NON_NULL)
        @JsonRawValue
        @Nullable String couponInfo,
    @Schema(description = "of a groupon_card", type = SchemaType.OBJECT)
        @JsonInclude(Include.NON_NULL)
        @JsonRawValue
        @Nullable String grouponInfo,
    @Schema(description = "of a gift_card", type = SchemaType.OBJECT)
        @JsonInclude(Include.NON_NULL)
        @JsonRawValue
        @Nullable String giftInfo,
    @Nullable String appId,
    @Nullable String wechatAppId,
    @Schema(description = "0 normal, 1 expired, 2 deleted") int status,
    @Schema(description = "0 not synchronised, 1 synchronised, 2 waiting, 3 failed") int sync,
    @Nullable CarbonDate createdAt,
    @Schema(description = "null until it is changed") @Nullable CarbonDate updatedAt,
    @Schema(description = "WeChat's own words, where sync is 3") @Nullable String syncError,
    @Schema(description = "its first day") CarbonDate beginAt,
    @Schema(description = "its last day, inclusive") CarbonDate endAt,
    @Nullable String aliAppId) {

  static CardView of(CardTemplate shown, Instant now, BusinessCalendar calendar) {
    return new CardView(
        shown.number(),
        shown.type().wireName(),
        infoOf(CardType.DISCOUNT, shown),
        infoOf(CardType.COUPON, shown),
        infoOf(CardType.GROUPON, shown),
        infoOf(CardType.GIFT, shown),
        shown.appId(),
        shown.wechatAppId(),
        shown.statusAt(now).number(),
        shown.sync().number(),
        CarbonDate.of(shown.createdAt(), calendar),
        CarbonDate.of(shown.updatedAt(), calendar),
        shown.syncError(),
        CarbonDate.ofDay(shown.beginAt(), calendar),
        CarbonDate.ofDay(shown.endAt(), calendar),
        shown.aliAppId());
  }

  private static @Nullable String infoOf(CardType type, CardTemplate shown) {
    return shown.type() == type ? shown.info() : null;
  }
}
