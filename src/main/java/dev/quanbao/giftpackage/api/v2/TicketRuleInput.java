package dev.quanbao.giftpackage.api.v2;

import dev.quanbao.platform.http.json.DateInput;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When and for what a ticket can be used, as a request gives it (优惠券规则, seed 001). */
@Schema(name = "TicketRuleInput")
public record TicketRuleInput(
    @Schema(description = "使用开始时间; absent: from the claim on") @Nullable DateInput useStartTime,
    @Schema(description = "使用结束时间, inclusive; this or DelayDay") @Nullable DateInput useEndTime,
    @Schema(description = "品类, by name or id; empty: all") @Size(max = 100)
        @Nullable List<@NotBlank @Size(max = 64) String> productKinds,
    @Schema(description = "订单金额限制 in cents, which the order must exceed", examples = "1000")
        @Min(0)
        @Max(100_000_000_000L)
        @Nullable Long orderAmount,
    @Schema(description = "最高优惠额 in cents, of a fold", examples = "10000")
        @Min(1)
        @Max(100_000_000_000L)
        @Nullable Long maxAmount,
    @Schema(description = "领用后多长天内有效, days", examples = "10") @Min(0) @Max(36_500)
        @Nullable Integer delayDay) {}
