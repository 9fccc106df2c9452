package dev.quanbao.giftpackage.api.v2;

import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.ReceiveRule;
import dev.quanbao.giftpackage.model.TicketTemplate;
import dev.quanbao.giftpackage.model.UseRule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A package as {@code /op/v2} shows it: the fields of seed 001 in its order, then ours.
 *
 * <p>Times are epoch milliseconds.
 */
@Schema(name = "TicketPackage")
@RegisterForReflection
public record TicketPackageView(
    @Schema(description = "32 hex") String id,
    @Schema(description = "礼包唯一编码, 10 digits") String ticketPackageCode,
    @Schema(description = "礼包名称") String ticketPackageName,
    @Schema(description = "礼包编号类型: 1 唯一编码, 2 相同编码") int ticketPackageAliasCodeType,
    @Schema(description = "礼包别名") @Nullable String ticketPackageAlias,
    @Schema(description = "always null; kept for the old form")
        @Nullable List<String> useCompanyList,
    @Schema(description = "使用渠道") List<String> useChannels,
    @Schema(description = "使用状态: 1 正常, 2 已过期") int useStatus,
    @Schema(description = "是否删除") boolean isDelete,
    @Schema(description = "发送状态: 1 待审核, 2 审核中, 3 审核未通过, 4 待发布, 5 已发布, 6 关闭, 7 删除") int sendStatus,
    @Schema(description = "操作人ID") @Nullable String operatorId,
    @Schema(description = "创建人ID") String createUserId,
    @Schema(description = "创建公司ID") String createCompanyId,
    @Schema(description = "创建时间, epoch milliseconds", implementation = Long.class)
        Instant createTime,
    @Schema(description = "更新时间, epoch milliseconds", implementation = Long.class)
        Instant updateTime,
    @Schema(description = "审核者id") @Nullable String examinerId,
    @Schema(description = "审核意见") @Nullable String suggestion,
    @Schema(description = "礼包领取URL") @Nullable String url,
    @Schema(description = "备注") @Nullable String remark,
    @Schema(description = "礼包规则") RuleView ticketPackageRule,
    @Schema(description = "优惠券列表") List<TicketView> tickets,
    @Schema(description = "the parent of a child; null for what OP designs")
        @Nullable String parentId,
    @Schema(description = "自定义编号, for everybody (type 2)") @Nullable String ticketPackageAliasCode,
    @Schema(description = "copies claimed so far") int claimedCount,
    @Schema(description = "是否领取完毕: nothing is left") boolean isReceiveOver,
    @Schema(description = "whether tickets may be combined in one order") boolean stackable) {

  /** 包规则 of seed 001. */
  @Schema(name = "TicketPackageRule")
  @RegisterForReflection
  public record RuleView(
      @Schema(description = "领用开始时间, epoch milliseconds", implementation = Long.class)
          Instant receiveStartTime,
      @Schema(description = "领用结束时间, its last second, inclusive", implementation = Long.class)
          Instant receiveEndTime,
      @Schema(description = "总个数限制") int totalCountLimit,
      @Schema(description = "个人领用数量限制") int personalCountLimit,
      @Schema(description = "使用渠道") List<String> useChannels) {

    static RuleView of(ReceiveRule rule) {
      return new RuleView(
          rule.start(), rule.end(), rule.totalLimit(), rule.personalLimit(), rule.channels());
    }
  }

  /** 优惠券 of seed 001. */
  @Schema(name = "Ticket")
  @RegisterForReflection
  public record TicketView(
      @Schema(description = "优惠券名称") String ticketName,
      @Schema(description = "优惠券唯一编号, 12 digits") String ticketCode,
      @Schema(description = "优惠券类型: 1 优惠金额, 2 折扣") int ticketType,
      @Schema(description = "使用渠道") List<String> useChannels,
      @Schema(description = "优惠券个数") int count,
      @Schema(description = "优惠额度: cents, or the fold") BigDecimal ticketAmount,
      @Schema(description = "主题id") @Nullable String themeId,
      @Schema(description = "主题名称") @Nullable String themeName,
      @Schema(description = "优惠券规则") TicketRuleView ticketRule) {

    static TicketView of(TicketTemplate ticket) {
      return new TicketView(
          ticket.name(),
          ticket.code(),
          ticket.discount().type().number(),
          ticket.channels(),
          ticket.count(),
          ticket.discount().amount(),
          ticket.themeId(),
          ticket.themeName(),
          TicketRuleView.of(ticket.rule()));
    }
  }

  /** 优惠券规则 of seed 001. */
  @Schema(name = "TicketRule")
  @RegisterForReflection
  public record TicketRuleView(
      @Schema(description = "使用开始时间, epoch milliseconds", implementation = Long.class)
          @Nullable Instant useStartTime,
      @Schema(description = "使用结束时间, its last second, inclusive", implementation = Long.class)
          @Nullable Instant useEndTime,
      @Schema(description = "品类") List<String> productKinds,
      @Schema(description = "订单金额限制 in cents") @Nullable Long orderAmount,
      @Schema(description = "最高优惠额 in cents") @Nullable Long maxAmount,
      @Schema(description = "领用后多长天内有效, days") @Nullable Integer delayDay) {

    static TicketRuleView of(UseRule rule) {
      return new TicketRuleView(
          rule.start(),
          rule.end(),
          rule.productKinds(),
          rule.orderAmount(),
          rule.maxAmount(),
          rule.delayDays());
    }
  }

  /** A package as it is at a moment. */
  static TicketPackageView of(GiftPackage shown, Instant now) {
    return new TicketPackageView(
        shown.id(),
        shown.code(),
        shown.design().name(),
        shown.design().codes().type().number(),
        shown.design().alias(),
        null,
        shown.design().channels(),
        shown.useStatus(now).number(),
        shown.isDeleted(),
        shown.standing().sendStatus().number(),
        shown.standing().operatorId(),
        shown.creatorId(),
        shown.companyId(),
        shown.createdAt(),
        shown.updatedAt(),
        shown.standing().examinerId(),
        shown.standing().suggestion(),
        shown.design().url(),
        shown.design().remark(),
        RuleView.of(shown.design().rule()),
        shown.design().tickets().stream().map(TicketView::of).toList(),
        null,
        shown.design().codes().shared(),
        shown.quota().claimed(),
        shown.quota().left() == 0,
        shown.design().stackable());
  }
}
