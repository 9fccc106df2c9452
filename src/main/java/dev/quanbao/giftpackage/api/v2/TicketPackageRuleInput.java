package dev.quanbao.giftpackage.api.v2;

import dev.quanbao.platform.http.json.DateInput;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who may claim a package, when and how often, as a request gives it (包规则, seed 001). */
@Schema(name = "TicketPackageRuleInput")
public record TicketPackageRuleInput(
    @Schema(description = "领用开始时间, first day of the window; a new package needs it")
        @Nullable DateInput receiveStartTime,
    @Schema(description = "领用结束时间, last day of the window, inclusive; a new package needs it")
        @Nullable DateInput receiveEndTime,
    @Schema(
            description = "总个数限制, copies for all people together; a new package needs it",
            examples = "100")
        @Min(1)
        @Max(100_000_000)
        @Nullable Integer totalCountLimit,
    @Schema(description = "个人领用数量限制, copies for one person; a new package needs it", examples = "2")
        @Min(1)
        @Max(10_000)
        @Nullable Integer personalCountLimit,
    @Schema(description = "使用渠道 of the claim, by name or id; empty: the package's") @Size(max = 100)
        @Nullable List<@NotBlank @Size(max = 64) String> useChannels) {}
