package dev.quanbao.platform.http;

import dev.quanbao.platform.http.constraint.AcceptedAndIgnored;
import dev.quanbao.platform.http.constraint.HexId;
import dev.quanbao.platform.http.constraint.OneOf;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.DateInput;
import dev.quanbao.platform.http.json.JsonRequest;
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
import org.jspecify.annotations.Nullable;

/** A request with everything a request may have, in the shape of a package. */
@JsonRequest
@AcceptedAndIgnored({"_id", "id", "useCompanyList"})
public record WireRequest(
    @NotBlank @Size(min = 1, max = 8) @Nullable String name,
    @OneOf({"1", "2"}) @Nullable Integer aliasCodeType,
    @OpaqueId @Nullable String createUserId,
    @HexId @Nullable String themeId,
    @Nullable Long big,
    @Nullable Boolean stackable,
    @Nullable String url,
    @Nullable List<@Size(min = 1, max = 4) String> useChannels,
    @NotNull @Valid Rule rule,
    @Size(min = 1, max = 3) @Nullable List<@Valid Ticket> tickets) {

  public record Rule(
      @NotNull DateInput receiveEndTime,
      @Nullable DateInput receiveStartTime,
      @Min(1) @Max(100) @Nullable Integer total,
      @Nullable List<String> useChannels)
      implements SelfChecking {

    @Override
    public void check(Violations violations) {
      if (total != null && total == 13) {
        violations.invalid("total", "violation.format");
      }
    }
  }

  public record Ticket(
      @NotBlank String ticketName,
      @Min(1) @Nullable Integer count,
      @Nullable BigDecimal amount,
      @Nullable @Valid TicketRule ticketRule) {}

  public record TicketRule(@Nullable DateInput useEndTime, @Nullable Integer count) {}
}
