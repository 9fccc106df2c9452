package dev.quanbao.ticket.api.v2;

import dev.quanbao.platform.http.constraint.OneOf;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.JsonRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The requests about wallets, one record each. */
public final class WalletRequests {

  static final int DEFAULT_PAGE_SIZE = 20;
  static final int MAX_PAGE_SIZE = 200;
  static final int MAX_PAGE_NO = 10_000;

  private WalletRequests() {}

  /** 2.13.1 (用户优惠券列表, by chat). */
  @JsonRequest
  @Schema(
      name = "GetTicketUsersByChatId",
      examples = "{\"OwnerType\": 1, \"ChatId\": \"u00011234567890\", \"UseStatus\": 2}")
  public record ByChat(
      @Schema(
              description = "拥有者类型: 1 用户, 2 OP",
              enumeration = {"1", "2"})
          @NotNull
          @OneOf({"1", "2"})
          @Nullable Integer ownerType,
      @Schema(description = "会话id") @NotNull @OpaqueId @Nullable String chatId,
      @Schema(description = "品类, by name or id") @Size(max = 100)
          @Nullable List<@NotBlank @Size(max = 64) String> productKinds,
      @Schema(
              description = "使用状态: 1 尚未生效, 2 可以使用, 3 冻结, 4 已经使用, 5 已经过期, 6 关闭; 2 unless given",
              enumeration = {"1", "2", "3", "4", "5", "6"})
          @OneOf({"1", "2", "3", "4", "5", "6"})
          @Nullable Integer useStatus) {}

  /** 2.13.2 (用户/OP优惠券列表, by owner). */
  @JsonRequest
  @Schema(
      name = "GetTicketUsersByOwnerId",
      examples = "{\"OwnerType\": 1, \"OwnerId\": \"u0001dfae31623f9a499baac77e8709910c42\"}")
  public record ByOwner(
      @Schema(
              description = "拥有者类型: 1 用户, 2 OP",
              enumeration = {"1", "2"})
          @NotNull
          @OneOf({"1", "2"})
          @Nullable Integer ownerType,
      @Schema(description = "拥有者id") @NotNull @OpaqueId @Nullable String ownerId,
      @Schema(description = "品类, by name or id") @Size(max = 100)
          @Nullable List<@NotBlank @Size(max = 64) String> productKinds,
      @Schema(
              description = "使用状态, as in 2.13.1; none: all",
              enumeration = {"1", "2", "3", "4", "5", "6"})
          @OneOf({"1", "2", "3", "4", "5", "6"})
          @Nullable Integer useStatus,
      @Schema(description = "使用渠道, by name or id") @Size(max = 100)
          @Nullable List<@NotBlank @Size(max = 64) String> useChannels,
      @Schema(description = "page, from 1", examples = "1") @Min(1) @Max(MAX_PAGE_NO)
          @Nullable Integer pageNo,
      @Schema(description = "items a page; 20 unless given", examples = "20")
          @Min(1)
          @Max(MAX_PAGE_SIZE)
          @Nullable Integer pageSize) {}

  /** 2.10 (用户礼包唯一编号列表). */
  @JsonRequest
  @Schema(
      name = "GetUserTicketPackageCodes",
      examples = "{\"UserId\": \"u0001dfae31623f9a499baac77e8709910c42\"}")
  public record Codes(
      @Schema(description = "用户ID") @NotNull @OpaqueId @Nullable String userId,
      @Schema(description = "of one package only") @Nullable String ticketPackageId,
      @Schema(description = "page, from 1", examples = "1") @Min(1) @Max(MAX_PAGE_NO)
          @Nullable Integer pageNo,
      @Schema(description = "items a page; 20 unless given", examples = "20")
          @Min(1)
          @Max(MAX_PAGE_SIZE)
          @Nullable Integer pageSize) {}
}
