package dev.quanbao.claim.api.v2;

import dev.quanbao.claim.AllotPackage;
import dev.quanbao.claim.AllotPackage.AllotCommand;
import dev.quanbao.claim.AllotPackage.Recipients;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.http.json.SelfChecking;
import dev.quanbao.platform.http.json.Violations;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The requests that give copies to many (派发, 分配), one record each. */
public final class DistributionRequests {

  static final int MAX_RECIPIENTS = 10_000;
  static final int MAX_COPIES_EACH = 1_000;

  private DistributionRequests() {}

  /** 2.16 and 2.27 (给用户集合派发). */
  @JsonRequest
  @Schema(
      name = "DistributeTicketPackageToUsers",
      examples =
          "{\"TicketPackageId\": \"2c2aacf0a7e54b34ab18b64e1a14f4a4\","
              + " \"UserIds\": [\"u0001\", \"u0002\"], \"SenderId\": \"op001\"}")
  public record ToUsers(
      @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId,
      @Schema(description = "用户, 1–10,000; one named twice counts once")
          @NotNull
          @Size(min = 1, max = MAX_RECIPIENTS)
          @Nullable List<@NotNull @OpaqueId String> userIds,
      @Schema(description = "who sends them") @NotNull @OpaqueId @Nullable String senderId) {}

  /** 2.9 (给OP集合派发). */
  @JsonRequest
  @Schema(
      name = "DistributeTicketPackageToOps",
      examples =
          "{\"TicketPackageId\": \"2c2aacf0a7e54b34ab18b64e1a14f4a4\", \"OpIds\": [\"op001\"]}")
  public record ToOps(
      @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId,
      @Schema(description = "OPs, 1–10,000") @NotNull @Size(min = 1, max = MAX_RECIPIENTS)
          @Nullable List<@NotNull @OpaqueId String> opIds) {

    AllotCommand toCommand() {
      return new AllotCommand(
          Objects.requireNonNull(ticketPackageId),
          null,
          new Recipients.Named(Objects.requireNonNull(opIds)),
          1,
          null);
    }
  }

  /** 2.19 and 2.28 (分配给公司全部或部分OP并生成优惠券). */
  @JsonRequest
  @Schema(
      name = "AllotTicketPackageToOps",
      examples =
          "{\"TicketPackageId\": \"2c2aacf0a7e54b34ab18b64e1a14f4a4\","
              + " \"CompanyId\": \"x1111111111\", \"All\": true, \"CountPerOp\": 1,"
              + " \"SenderId\": \"op001\"}")
  public record Allot(
      @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId,
      @Schema(description = "公司, the package's") @NotNull @OpaqueId @Nullable String companyId,
      @Schema(description = "the whole staff; this, GroupIds or OpIds") @Nullable Boolean all,
      @Schema(description = "组") @Size(min = 1, max = 1_000)
          @Nullable List<@NotNull @OpaqueId String> groupIds,
      @Schema(description = "OPs, 1–10,000") @Size(min = 1, max = MAX_RECIPIENTS)
          @Nullable List<@NotNull @OpaqueId String> opIds,
      @Schema(description = "copies for each OP; 1 unless given, 50,000 in all at most")
          @Min(1)
          @Max(MAX_COPIES_EACH)
          @Nullable Integer countPerOp,
      @Schema(description = "who allots them") @NotNull @OpaqueId @Nullable String senderId)
      implements SelfChecking {

    @Override
    public void check(Violations violations) {
      if (Stream.of(Boolean.TRUE.equals(all) ? all : null, groupIds, opIds)
              .filter(Objects::nonNull)
              .count()
          != 1) {
        violations.add(Violation.invalid("all", "violation.oneOfFields", "All, GroupIds, OpIds"));
      }
      if (opIds != null && (long) opIds.size() * copies() > AllotPackage.MAX_COPIES) {
        violations.add(
            Violation.invalid("countPerOp", "violation.tooManyCopies", AllotPackage.MAX_COPIES));
      }
    }

    private int copies() {
      return countPerOp == null ? 1 : countPerOp;
    }

    private Recipients recipients() {
      if (groupIds != null) {
        return new Recipients.Groups(Set.copyOf(groupIds));
      }
      return opIds == null ? new Recipients.Everybody() : new Recipients.Named(opIds);
    }

    AllotCommand toCommand() {
      return new AllotCommand(
          Objects.requireNonNull(ticketPackageId), companyId, recipients(), copies(), senderId);
    }
  }
}
