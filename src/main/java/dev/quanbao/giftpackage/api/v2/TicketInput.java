package dev.quanbao.giftpackage.api.v2;

import dev.quanbao.giftpackage.model.rule.DesignRules;
import dev.quanbao.platform.http.constraint.AcceptedAndIgnored;
import dev.quanbao.platform.http.constraint.OneOf;
import dev.quanbao.platform.http.json.SelfChecking;
import dev.quanbao.platform.http.json.Violations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A kind of ticket in a package, as a request gives it (优惠券, seed 001). */
@Schema(name = "TicketInput")
@AcceptedAndIgnored("ticketCode")
public record TicketInput(
    @Schema(description = "优惠券名称") @NotBlank @Size(max = 64) @Nullable String ticketName,
    @Schema(
            description = "优惠券类型: 1 优惠金额, 2 折扣",
            enumeration = {"1", "2"})
        @NotNull
        @OneOf({"1", "2"})
        @Nullable Integer ticketType,
    @Schema(description = "使用渠道 of the ticket, by name or id; empty: anywhere") @Size(max = 100)
        @Nullable List<@NotBlank @Size(max = 64) String> useChannels,
    @Schema(description = "优惠券个数 that one claim issues", examples = "1")
        @NotNull
        @Min(1)
        @Max(DesignRules.MAX_TICKETS_PER_CLAIM)
        @Nullable Integer count,
    @Schema(description = "优惠额度: cents, or the fold (8.5 = 85 % is paid)", examples = "500")
        @NotNull
        @Nullable BigDecimal ticketAmount,
    @Schema(description = "主题id") @Size(max = 64) @Nullable String themeId,
    @Schema(description = "主题名称") @Size(max = 64) @Nullable String themeName,
    @Schema(description = "优惠券规则") @NotNull @Valid @Nullable TicketRuleInput ticketRule)
    implements SelfChecking {

  @Override
  public void check(Violations violations) {
    DesignRules.amount("ticketAmount", ticketType, ticketAmount, violations::add);
    if (ticketRule != null) {
      DesignRules.window(
          "ticketRule.useEndTime",
          Drafts.day(ticketRule.useStartTime()),
          Drafts.day(ticketRule.useEndTime()),
          violations::add);
      DesignRules.ends(
          "ticketRule.useEndTime", ticketRule.useEndTime(), ticketRule.delayDay(), violations::add);
    }
  }
}
