package dev.quanbao.ticket.api.v2;

import dev.quanbao.directory.model.NamedItem;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketTerms;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as {@code /op/v2} shows it: the fields of seed 002 in its order.
 *
 * <p>Times are epoch milliseconds; the status is that of the moment of the request.
 */
@Schema(name = "TicketUser")
@RegisterForReflection
public record TicketUserView(
    @Schema(description = "partition of the owner and 32 hex") String id,
    @Schema(description = "用户优惠券号, 12 digits") String userTicketCode,
    @Schema(description = "优惠券唯一编号, 12 digits") String ticketCode,
    @Schema(description = "优惠券名") String ticketName,
    @Schema(description = "优惠券规则") RuleView ticketRule,
    @Schema(description = "主题id") @Nullable String themeId,
    @Schema(description = "主题名称") @Nullable String themeName,
    @Schema(description = "礼包唯一编号, of the copy that was claimed") String ticketPackageCode,
    @Schema(description = "订单id") @Nullable String orderId,
    @Schema(description = "用户ID, who uses it") @Nullable String userId,
    @Schema(description = "拥有者id") String ownerId,
    @Schema(description = "拥有者类型: 1 用户, 2 OP") int ownerType,
    @Schema(description = "发送者ID") @Nullable String senderId,
    @Schema(description = "核销者ID") @Nullable String verificationId,
    @Schema(description = "优惠券类型: 1 优惠金额, 2 折扣") int ticketType,
    @Schema(description = "优惠额度: cents, or the fold") BigDecimal ticketAmount,
    @Schema(description = "1 尚未生效, 2 可以使用, 3 冻结, 4 已经使用, 5 已经过期, 6 关闭") int useStatus,
    @Schema(description = "创建公司ID") String createCompanyId,
    @Schema(description = "创建时间, epoch milliseconds", implementation = Long.class)
        Instant createTime,
    @Schema(description = "更新时间, epoch milliseconds", implementation = Long.class)
        Instant updateTime,
    @Schema(description = "排序字段") int sort,
    @Schema(description = "使用渠道") List<NamedItem> useChannels) {

  /** 优惠券规则 of seed 002. */
  @Schema(name = "TicketUserRule")
  @RegisterForReflection
  public record RuleView(
      @Schema(description = "使用开始时间, epoch milliseconds", implementation = Long.class)
          @Nullable Instant useStartTime,
      @Schema(description = "使用结束时间, its last second, inclusive", implementation = Long.class)
          @Nullable Instant useEndTime,
      @Schema(description = "品类") List<NamedItem> productKinds,
      @Schema(description = "订单金额限制 in cents") @Nullable Long orderAmount,
      @Schema(description = "最高优惠额 in cents") @Nullable Long maxAmount,
      @Schema(description = "领用后多长天内有效, days") @Nullable Integer delayDay) {

    static RuleView of(TicketTerms terms) {
      return new RuleView(
          terms.start(),
          terms.end(),
          terms.productKinds(),
          terms.orderAmount(),
          terms.maxAmount(),
          terms.delayDays());
    }
  }

  /** A ticket as it is at a moment. */
  public static TicketUserView of(Ticket ticket, Instant now) {
    Ticket.Use use = ticket.use();
    return new TicketUserView(
        ticket.id(),
        ticket.code(),
        ticket.kind().code(),
        ticket.kind().name(),
        RuleView.of(ticket.kind().terms()),
        ticket.kind().themeId(),
        ticket.kind().themeName(),
        ticket.origin().packageCode(),
        use == null ? null : use.orderId(),
        ticket.holder().userId(),
        ticket.holder().ownerId(),
        ticket.holder().type().number(),
        ticket.holder().senderId(),
        use == null ? null : use.verificationId(),
        ticket.kind().discount().type().number(),
        ticket.kind().discount().amount(),
        ticket.statusAt(now).number(),
        ticket.companyId(),
        ticket.createdAt(),
        ticket.updatedAt(),
        ticket.sort(),
        ticket.kind().channels());
  }
}
