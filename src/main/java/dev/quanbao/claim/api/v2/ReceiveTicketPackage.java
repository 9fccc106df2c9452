package dev.quanbao.claim.api.v2;

import dev.quanbao.claim.ClaimCommand;
import dev.quanbao.claim.ClaimCommand.Claimant;
import dev.quanbao.claim.model.PackageRef;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.http.json.SelfChecking;
import dev.quanbao.platform.http.json.Violations;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Request of 2.8 and 2.25 (OP帮用户领取): one copy of a package for one person. */
@JsonRequest
@Schema(name = "ReceiveTicketPackageForUser", examples = ReceiveTicketPackage.EXAMPLE)
public record ReceiveTicketPackage(
    @Schema(description = "the OP who claims for the user") @NotNull @OpaqueId
        @Nullable String opId,
    @Schema(description = "the user; this or ChatId") @OpaqueId @Nullable String userId,
    @Schema(description = "the chat whose user it is; this or UserId") @OpaqueId
        @Nullable String chatId,
    @Schema(description = "the package by its id; one of the three") @Size(min = 1, max = 64)
        @Nullable String ticketPackageId,
    @Schema(description = "the package or a child by its code") @Size(min = 1, max = 64)
        @Nullable String ticketPackageCode,
    @Schema(description = "the package or a child by its alias code") @Size(min = 1, max = 64)
        @Nullable String ticketPackageAliasCode,
    @Schema(description = "使用渠道, by name or id; absent: the OP stands in") @Size(min = 1, max = 64)
        @Nullable String useChannel,
    @Schema(description = "take a copy that was allotted to the OP")
        @Nullable Boolean fromAllotment)
    implements SelfChecking {

  static final String EXAMPLE =
      """
      {
        "OpId": "op001",
        "UserId": "u0001dfae31623f9a499baac77e8709910c42",
        "TicketPackageId": "2c2aacf0a7e54b34ab18b64e1a14f4a4"
      }
      """;

  @Override
  public void check(Violations violations) {
    if (isNotExactlyOne(userId, chatId)) {
      violations.add(Violation.invalid("userId", "violation.oneOfFields", "UserId, ChatId"));
    }
    if (isNotExactlyOne(ticketPackageId, ticketPackageCode, ticketPackageAliasCode)) {
      violations.add(
          Violation.invalid(
              "ticketPackageId",
              "violation.oneOfFields",
              "TicketPackageId, TicketPackageCode, TicketPackageAliasCode"));
    }
  }

  private static boolean isNotExactlyOne(@Nullable String... values) {
    return Stream.of(values).filter(Objects::nonNull).count() != 1;
  }

  ClaimCommand toCommand() {
    return new ClaimCommand(
        claimant(), target(), useChannel, opId, Boolean.TRUE.equals(fromAllotment));
  }

  private Claimant claimant() {
    return userId != null
        ? new Claimant.ByUser(userId)
        : new Claimant.ByChat(Objects.requireNonNull(chatId));
  }

  private PackageRef target() {
    if (ticketPackageId != null) {
      return new PackageRef.ById(ticketPackageId);
    }
    return ticketPackageCode != null
        ? new PackageRef.ByCode(ticketPackageCode)
        : new PackageRef.ByAlias(Objects.requireNonNull(ticketPackageAliasCode));
  }
}
