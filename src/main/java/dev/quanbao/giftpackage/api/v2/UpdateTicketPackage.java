package dev.quanbao.giftpackage.api.v2;

import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.rule.DesignRules;
import dev.quanbao.giftpackage.model.rule.PackageEdit;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.constraint.AcceptedAndIgnored;
import dev.quanbao.platform.http.constraint.OneOf;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.http.json.SelfChecking;
import dev.quanbao.platform.http.json.Violations;
import dev.quanbao.platform.time.BusinessCalendar;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Request of 2.2 (修改礼包): what is absent or null stays as it is. */
@JsonRequest
@Schema(name = "UpdateTicketPackage", examples = Examples.UPDATE)
@AcceptedAndIgnored({
  "_id",
  "id",
  "ticketPackageCode",
  "useCompanyList",
  "useStatus",
  "isDelete",
  "sendStatus",
  "createUserId",
  "createCompanyId",
  "createTime",
  "updateTime",
  "examinerId",
  "suggestion",
  "parentId",
  "claimedCount",
  "isReceiveOver"
})
public record UpdateTicketPackage(
    @Schema(description = "id of the package") @NotBlank @Nullable String ticketPackageId,
    @Schema(description = "操作人ID") @NotNull @OpaqueId @Nullable String operatorId,
    @Schema(description = "礼包名称") @Size(min = 1, max = 64) @Nullable String ticketPackageName,
    @Schema(
            description = "礼包编号类型: 1 唯一编码, 2 相同编码",
            enumeration = {"1", "2"})
        @OneOf({"1", "2"})
        @Nullable Integer ticketPackageAliasCodeType,
    @Schema(description = "礼包别名") @Size(max = 64) @Nullable String ticketPackageAlias,
    @Schema(description = "使用渠道") @Size(max = 100)
        @Nullable List<@NotBlank @Size(max = 64) String> useChannels,
    @Schema(description = "礼包领取URL") @Size(max = 512) @Nullable String url,
    @Schema(description = "备注") @Size(max = 2000) @Nullable String remark,
    @Schema(description = "whether tickets may be combined") @Nullable Boolean stackable,
    @Schema(description = "自定义编号 for everybody (type 2)") @Nullable String ticketPackageAliasCode,
    @Schema(description = "自定义编号 of the children (type 1)") @Size(max = 1_000)
        @Nullable List<String> ticketPackageAliasCodes,
    @Schema(
            description = "where alias codes of the children (type 1) come from",
            enumeration = {"GENERATED", "GIVEN"})
        @OneOf({"GENERATED", "GIVEN"})
        @Nullable String aliasCodeSource,
    @Schema(description = "what generated codes begin with") @Pattern(regexp = "[A-Za-z0-9-]{0,30}")
        @Nullable String aliasCodePrefix,
    @Schema(description = "length of generated codes")
        @Min(CodePlan.MIN_LENGTH)
        @Max(CodePlan.MAX_LENGTH)
        @Nullable Integer aliasCodeLength,
    @Schema(description = "包规则; merged field by field") @Valid
        @Nullable TicketPackageRuleInput ticketPackageRule,
    @Schema(description = "优惠券列表; replaced as a whole") @Size(min = 1, max = 50)
        @Nullable List<@Valid TicketInput> tickets)
    implements SelfChecking {

  @Override
  public void check(Violations violations) {
    if (ticketPackageName != null && ticketPackageName.isBlank()) {
      violations.add(Violation.invalid("ticketPackageName", "violation.required"));
    }
    if (ticketPackageRule != null) {
      DesignRules.window(
          "ticketPackageRule.receiveEndTime",
          Drafts.day(ticketPackageRule.receiveStartTime()),
          Drafts.day(ticketPackageRule.receiveEndTime()),
          violations::add);
    }
    if (tickets != null) {
      DesignRules.ticketsPerClaim(Drafts.countOf(tickets), violations::add);
    }
    DesignRules.alias("ticketPackageAliasCode", ticketPackageAliasCode, violations::add);
    if (ticketPackageAliasCodes != null) {
      DesignRules.aliases("ticketPackageAliasCodes", ticketPackageAliasCodes, violations::add);
    }
    if (ticketPackageAliasCodeType != null) {
      Drafts.checkCodeFields(
          ticketPackageAliasCodeType, ticketPackageAliasCode, ticketPackageAliasCodes, violations);
    }
  }

  /** The change this asks for; to be called on a request without faults. */
  PackageEdit toEdit(BusinessCalendar calendar) {
    TicketPackageRuleInput rule =
        ticketPackageRule == null
            ? new TicketPackageRuleInput(null, null, null, null, null)
            : ticketPackageRule;
    Instant start = Drafts.start(rule.receiveStartTime(), calendar);
    Instant end = Drafts.end(rule.receiveEndTime(), calendar);
    return new PackageEdit(
        ticketPackageName,
        ticketPackageAlias,
        useChannels,
        url,
        remark,
        stackable,
        ticketPackageAliasCodeType == null ? null : CodeType.of(ticketPackageAliasCodeType),
        aliasCodeSource == null ? null : CodePlan.Source.valueOf(aliasCodeSource),
        aliasCodePrefix,
        aliasCodeLength,
        ticketPackageAliasCode,
        ticketPackageAliasCodes,
        start,
        end,
        rule.totalCountLimit(),
        rule.personalCountLimit(),
        rule.useChannels(),
        tickets == null ? null : Drafts.templates(tickets, calendar));
  }
}
