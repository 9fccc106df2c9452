package dev.quanbao.giftpackage.api.v2;

import dev.quanbao.giftpackage.model.rule.DesignRules;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.constraint.OneOf;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.DateInput;
import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.http.json.SelfChecking;
import dev.quanbao.platform.http.json.Violations;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The smaller requests about packages, one record each. */
public final class Requests {

  static final int DEFAULT_PAGE_SIZE = 20;
  static final int MAX_PAGE_SIZE = 200;

  /** Pages are found by counting through them, which only stays cheap up to here. */
  static final int MAX_PAGE_NO = 10_000;

  private Requests() {}

  /** 2.6 (礼包详细信息). */
  @JsonRequest
  @Schema(name = "GetTicketPackageById", examples = Examples.GET)
  public record ById(
      @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId) {}

  /** 2.3 (删除礼包). */
  @JsonRequest
  @Schema(name = "DeleteTicketPackage", examples = Examples.DELETE)
  public record Delete(
      @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId,
      @Schema(description = "操作人ID") @NotNull @OpaqueId @Nullable String operatorId) {}

  /** 2.4 (更新礼包发送状态). */
  @JsonRequest
  @Schema(name = "UpdateTicketPackageSendStatus", examples = Examples.START_REVIEW)
  public record Move(
      @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId,
      @Schema(
              description = "发送状态 to reach: 1 待审核, 2 审核中, 3 审核未通过, 4 待发布, 5 已发布, 6 关闭, 7 删除",
              enumeration = {"1", "2", "3", "4", "5", "6", "7"})
          @NotNull
          @OneOf({"1", "2", "3", "4", "5", "6", "7"})
          @Nullable Integer sendStatus,
      @Schema(description = "操作人ID") @NotNull @OpaqueId @Nullable String operatorId,
      @Schema(description = "审核者id; required for 2, 3 and 4") @OpaqueId @Nullable String examinerId,
      @Schema(description = "审核意见; required for 3") @Size(max = 2000) @Nullable String suggestion,
      @Schema(description = "for 6: also close unused tickets") @Nullable Boolean closeTickets)
      implements SelfChecking {

    private static final int REJECTED = 3;
    private static final List<Integer> EXAMINED = List.of(2, REJECTED, 4);

    @Override
    public void check(Violations violations) {
      if (sendStatus != null && EXAMINED.contains(sendStatus) && examinerId == null) {
        violations.add(Violation.invalid("examinerId", "violation.required"));
      }
      if (sendStatus != null
          && sendStatus == REJECTED
          && (suggestion == null || suggestion.isBlank())) {
        violations.add(Violation.invalid("suggestion", "violation.required"));
      }
    }
  }

  /** 2.5 (更新礼包使用状态). */
  @JsonRequest
  @Schema(name = "UpdateTicketPackageUseStatus", examples = Examples.DECLARE_EXPIRED)
  public record SetUse(
      @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId,
      @Schema(
              description = "使用状态: 1 正常, 2 已过期",
              enumeration = {"1", "2"})
          @NotNull
          @OneOf({"1", "2"})
          @Nullable Integer useStatus,
      @Schema(description = "操作人ID") @NotNull @OpaqueId @Nullable String operatorId) {}

  /** 2.7 (礼包列表). */
  @JsonRequest
  @Schema(name = "GetTicketPackageList", examples = Examples.LIST)
  public record ListAll(
      @Schema(description = "公司ID, whose packages") @NotNull @OpaqueId @Nullable String companyId,
      @Schema(description = "发送状态, any of these; none: all but 7") @Size(max = 7)
          @Nullable List<@OneOf({"1", "2", "3", "4", "5", "6", "7"}) Integer> sendStatuses,
      @Schema(
              description = "使用状态: 1 正常, 2 已过期; none: both",
              enumeration = {"1", "2"})
          @OneOf({"1", "2"})
          @Nullable Integer useStatus,
      @Schema(description = "礼包名称, a part of it") @Size(max = 64)
          @Nullable String ticketPackageName,
      @Schema(description = "使用渠道, any of these") @Size(max = 100)
          @Nullable List<@NotBlank @Size(max = 64) String> useChannels,
      @Schema(description = "创建人ID") @OpaqueId @Nullable String createUserId,
      @Schema(description = "创建时间, first day") @Nullable DateInput createTimeStart,
      @Schema(description = "创建时间, last day, inclusive") @Nullable DateInput createTimeEnd,
      @Schema(description = "page, from 1", examples = "1") @Min(1) @Max(MAX_PAGE_NO)
          @Nullable Integer pageNo,
      @Schema(description = "items a page; 20 unless given", examples = "20")
          @Min(1)
          @Max(MAX_PAGE_SIZE)
          @Nullable Integer pageSize) {}

  /** 2.32 (审核礼包列表). */
  @JsonRequest
  @Schema(name = "GetExamineTicketPackageList", examples = Examples.LIST)
  public record ListToExamine(
      @Schema(description = "公司ID, whose packages") @NotNull @OpaqueId @Nullable String companyId,
      @Schema(description = "发送状态, any of these; none: 1 and 2") @Size(max = 7)
          @Nullable List<@OneOf({"1", "2", "3", "4", "5", "6", "7"}) Integer> sendStatuses,
      @Schema(description = "审核者id") @OpaqueId @Nullable String examinerId,
      @Schema(description = "page, from 1", examples = "1") @Min(1) @Max(MAX_PAGE_NO)
          @Nullable Integer pageNo,
      @Schema(description = "items a page; 20 unless given", examples = "20")
          @Min(1)
          @Max(MAX_PAGE_SIZE)
          @Nullable Integer pageSize) {}

  /** 2.17 (自定义编号是否唯一). */
  @JsonRequest
  @Schema(name = "IsTicketPackageAliasCodeUnique", examples = Examples.ALIAS_CODE)
  public record IsUnique(
      @Schema(description = "自定义编号, one; this or the list") @Size(min = 1, max = 64)
          @Nullable String ticketPackageAliasCode,
      @Schema(description = "自定义编号, many") @Size(min = 1, max = 10_000)
          @Nullable List<@NotBlank @Size(max = 64) String> ticketPackageAliasCodes)
      implements SelfChecking {

    @Override
    public void check(Violations violations) {
      if ((ticketPackageAliasCode == null) == (ticketPackageAliasCodes == null)) {
        violations.add(
            Violation.invalid(
                "ticketPackageAliasCode",
                "violation.oneOfFields",
                "TicketPackageAliasCode, TicketPackageAliasCodes"));
      }
      if (ticketPackageAliasCodes != null) {
        DesignRules.differ("ticketPackageAliasCodes", ticketPackageAliasCodes, violations::add);
      }
    }
  }
}
