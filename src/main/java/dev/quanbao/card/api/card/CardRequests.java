package dev.quanbao.card.api.card;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.quanbao.card.CreateCard.NewCard;
import dev.quanbao.card.model.CardForm;
import dev.quanbao.card.model.CardInfo;
import dev.quanbao.card.model.CardRules;
import dev.quanbao.card.model.CardType;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.constraint.OneOf;
import dev.quanbao.platform.http.json.DateInput;
import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.http.json.SelfChecking;
import dev.quanbao.platform.http.json.Violations;
import dev.quanbao.platform.time.BusinessCalendar;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The requests of the card surface, one record each.
 *
 * <p>The four that create a template have the same fields and differ in what their info must hold.
 */
public final class CardRequests {

  private static final int MAX_ID = 64;

  private static final String INFO = "优惠券信息: base_info, advanced_info and the type's own fields";
  private static final String SYNC = "是否同步到微信";
  private static final String BEGIN = "开始时间, the first day";
  private static final String END = "过期时间, the last day, inclusive";
  private static final String APP = "the company, where the client has several; else free";
  private static final String WECHAT = "the WeChat account it is for";
  private static final String ALI = "the Alipay account it is for";

  private static final String BASE =
      "\"base_info\": {\"logo_url\": \"http://mmbiz.qpic.cn/mmbiz/iaL1LJM1mF9aRKPZ/0\","
          + " \"code_type\": \"CODE_TYPE_TEXT\", \"brand_name\": \"海底捞\", \"title\": \"周三优惠\","
          + " \"color\": \"Color010\", \"notice\": \"使用时向服务员出示此券\","
          + " \"description\": \"不可与其他优惠同享\", \"sku\": {\"quantity\": 50000000},"
          + " \"get_limit\": 3}";
  private static final String REST =
      "}, \"sync\": false, \"begin_at\": \"2026-01-01\", \"end_at\": \"2035-12-31\"";

  private CardRequests() {}

  /** What all of them say of a template. */
  public sealed interface Form extends SelfChecking {

    Optional<CardType> type();

    @Nullable JsonNode ticketInfo();

    @Nullable Boolean sync();

    @Nullable DateInput beginAt();

    @Nullable DateInput endAt();

    @Override
    default void check(Violations violations) {
      JsonNode info = ticketInfo();
      if (info != null && !info.isObject()) {
        violations.add(Violation.malformed("ticketInfo", "violation.type", "object"));
      } else if (info != null) {
        checkInfo(CardInfo.of(info), violations);
      }
      if (beginAt() instanceof DateInput.Day begin
          && endAt() instanceof DateInput.Day end
          && end.day().isBefore(begin.day())) {
        violations.invalid("endAt", "violation.endBeforeStart");
      }
    }

    private void checkInfo(CardInfo info, Violations violations) {
      if (info.text().getBytes(UTF_8).length > CardInfo.MAX_BYTES) {
        violations.invalid("ticketInfo", "violation.bytes", CardInfo.MAX_BYTES);
      }
      type().ifPresent(type -> CardRules.check(type, info.fields(), "ticketInfo", violations::add));
    }

    /** The form of a request without faults. */
    default CardForm toForm(BusinessCalendar calendar) {
      Instant begin = calendar.startOf(Objects.requireNonNull(beginAt()).in(calendar.zone()));
      Instant end = calendar.endOf(Objects.requireNonNull(endAt()).in(calendar.zone()));
      // Which day a moment is depends on the zone.
      if (end.isBefore(begin)) {
        throw RequestRefusedException.invalid("endAt", "violation.endBeforeStart");
      }
      CardInfo info = CardInfo.of(Objects.requireNonNull(ticketInfo()));
      return new CardForm(type().orElseThrow(), info, begin, end);
    }
  }

  /** A template to be made, of a type that the path says. */
  public sealed interface NewTicket extends Form {

    @Nullable String appId();

    @Nullable String wechatAppId();

    @Nullable String aliAppId();

    default NewCard toNewCard(BusinessCalendar calendar) {
      return new NewCard(
          toForm(calendar), Objects.requireNonNull(sync()), appId(), wechatAppId(), aliAppId());
    }
  }

  /** 折扣券. */
  @JsonRequest
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(
      name = "NewDiscountTicket",
      examples = "{\"ticket_info\": {" + BASE + ", \"discount\": 30" + REST + "}")
  public record DiscountTicket(
      @Schema(description = INFO, type = SchemaType.OBJECT) @NotNull @Nullable JsonNode ticketInfo,
      @Schema(description = SYNC) @NotNull @Nullable Boolean sync,
      @Schema(description = BEGIN) @NotNull @Nullable DateInput beginAt,
      @Schema(description = END) @NotNull @Nullable DateInput endAt,
      @Schema(description = APP) @Size(min = 1, max = MAX_ID) @Nullable String appId,
      @Schema(description = WECHAT) @Size(min = 1, max = MAX_ID) @Nullable String wechatAppId,
      @Schema(description = ALI) @Size(min = 1, max = MAX_ID) @Nullable String aliAppId)
      implements NewTicket {

    @Override
    public Optional<CardType> type() {
      return Optional.of(CardType.DISCOUNT);
    }
  }

  /** 现金券. */
  @JsonRequest
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(
      name = "NewCouponTicket",
      examples =
          "{\"ticket_info\": {"
              + BASE
              + ", \"least_cost\": 1000, \"reduce_cost\": 500"
              + REST
              + "}")
  public record CouponTicket(
      @Schema(description = INFO, type = SchemaType.OBJECT) @NotNull @Nullable JsonNode ticketInfo,
      @Schema(description = SYNC) @NotNull @Nullable Boolean sync,
      @Schema(description = BEGIN) @NotNull @Nullable DateInput beginAt,
      @Schema(description = END) @NotNull @Nullable DateInput endAt,
      @Schema(description = APP) @Size(min = 1, max = MAX_ID) @Nullable String appId,
      @Schema(description = WECHAT) @Size(min = 1, max = MAX_ID) @Nullable String wechatAppId,
      @Schema(description = ALI) @Size(min = 1, max = MAX_ID) @Nullable String aliAppId)
      implements NewTicket {

    @Override
    public Optional<CardType> type() {
      return Optional.of(CardType.COUPON);
    }
  }

  /** 团购券. */
  @JsonRequest
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(
      name = "NewGrouponTicket",
      examples = "{\"ticket_info\": {" + BASE + ", \"deal_detail\": \"双人套餐\"" + REST + "}")
  public record GrouponTicket(
      @Schema(description = INFO, type = SchemaType.OBJECT) @NotNull @Nullable JsonNode ticketInfo,
      @Schema(description = SYNC) @NotNull @Nullable Boolean sync,
      @Schema(description = BEGIN) @NotNull @Nullable DateInput beginAt,
      @Schema(description = END) @NotNull @Nullable DateInput endAt,
      @Schema(description = APP) @Size(min = 1, max = MAX_ID) @Nullable String appId,
      @Schema(description = WECHAT) @Size(min = 1, max = MAX_ID) @Nullable String wechatAppId,
      @Schema(description = ALI) @Size(min = 1, max = MAX_ID) @Nullable String aliAppId)
      implements NewTicket {

    @Override
    public Optional<CardType> type() {
      return Optional.of(CardType.GROUPON);
    }
  }

  /** 礼品券. */
  @JsonRequest
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(
      name = "NewGiftTicket",
      examples = "{\"ticket_info\": {" + BASE + ", \"gift\": \"可兑换音乐木盒一个\"" + REST + "}")
  public record GiftTicket(
      @Schema(description = INFO, type = SchemaType.OBJECT) @NotNull @Nullable JsonNode ticketInfo,
      @Schema(description = SYNC) @NotNull @Nullable Boolean sync,
      @Schema(description = BEGIN) @NotNull @Nullable DateInput beginAt,
      @Schema(description = END) @NotNull @Nullable DateInput endAt,
      @Schema(description = APP) @Size(min = 1, max = MAX_ID) @Nullable String appId,
      @Schema(description = WECHAT) @Size(min = 1, max = MAX_ID) @Nullable String wechatAppId,
      @Schema(description = ALI) @Size(min = 1, max = MAX_ID) @Nullable String aliAppId)
      implements NewTicket {

    @Override
    public Optional<CardType> type() {
      return Optional.of(CardType.GIFT);
    }
  }

  /** A template replaced. */
  @JsonRequest
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(
      name = "UpdateTicket",
      examples =
          "{\"ticket_type\": \"discount_card\", \"ticket_info\": {"
              + BASE
              + ", \"discount\": 30"
              + REST
              + "}")
  public record UpdateTicket(
      @Schema(description = "优惠券类型; must be what it was")
          @NotNull
          @OneOf({"discount_card", "coupon_card", "groupon_card", "gift_card"})
          @Nullable String ticketType,
      @Schema(description = INFO, type = SchemaType.OBJECT) @NotNull @Nullable JsonNode ticketInfo,
      @Schema(description = SYNC) @NotNull @Nullable Boolean sync,
      @Schema(description = BEGIN) @NotNull @Nullable DateInput beginAt,
      @Schema(description = END) @NotNull @Nullable DateInput endAt)
      implements Form {

    @Override
    public Optional<CardType> type() {
      return Optional.ofNullable(ticketType).flatMap(CardType::of);
    }
  }
}
