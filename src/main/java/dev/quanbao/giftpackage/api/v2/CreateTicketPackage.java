package dev.quanbao.giftpackage.api.v2;

import dev.quanbao.giftpackage.CreatePackage.NewPackage;
import dev.quanbao.giftpackage.api.PackageNames;
import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.rule.DesignRules;
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
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Request of 2.1 and 2.29 (创建礼包): a package to be made. */
@JsonRequest
@Schema(name = "CreateTicketPackage", examples = Examples.CREATE)
@AcceptedAndIgnored({
  "_id", "id", "ticketPackageId", "ticketPackageCode", "useCompanyList", "useStatus", "isDelete",
  "sendStatus", "operatorId", "createTime", "updateTime", "examinerId", "suggestion", "parentId",
  "claimedCount", "isReceiveOver"
})
public record CreateTicketPackage(
    @Schema(description = "礼包名称") @NotBlank @Size(max = 64) @Nullable String ticketPackageName,
    @Schema(
            description = "礼包编号类型: 1 唯一编码, 2 相同编码",
            enumeration = {"1", "2"})
        @NotNull
        @OneOf({"1", "2"})
        @Nullable Integer ticketPackageAliasCodeType,
    @Schema(description = "礼包别名, shown to people") @Size(max = 64)
        @Nullable String ticketPackageAlias,
    @Schema(description = "使用渠道, by name or id; empty: any") @Size(max = 100)
        @Nullable List<@NotBlank @Size(max = 64) String> useChannels,
    @Schema(description = "创建人ID") @NotNull @OpaqueId @Nullable String createUserId,
    @Schema(description = "创建公司ID", examples = "x1111111111") @NotNull @OpaqueId
        @Nullable String createCompanyId,
    @Schema(description = "礼包领取URL") @Size(max = 512) @Nullable String url,
    @Schema(description = "备注") @Size(max = 2000) @Nullable String remark,
    @Schema(description = "whether tickets may be combined in one order")
        @Nullable Boolean stackable,
    @Schema(description = "自定义编号 for everybody (type 2); generated when absent")
        @Nullable String ticketPackageAliasCode,
    @Schema(description = "自定义编号 of the children (type 1), given") @Size(max = 1_000)
        @Nullable List<String> ticketPackageAliasCodes,
    @Schema(
            description = "where alias codes of the children (type 1) come from",
            enumeration = {"GENERATED", "GIVEN"})
        @OneOf({"GENERATED", "GIVEN"})
        @Nullable String aliasCodeSource,
    @Schema(description = "what generated codes begin with") @Pattern(regexp = "[A-Za-z0-9-]{0,30}")
        @Nullable String aliasCodePrefix,
    @Schema(
            description = "length of generated codes, prefix included; 12 unless given",
            examples = "12")
        @Min(CodePlan.MIN_LENGTH)
        @Max(CodePlan.MAX_LENGTH)
        @Nullable Integer aliasCodeLength,
    @Schema(description = "包规则") @NotNull @Valid @Nullable TicketPackageRuleInput ticketPackageRule,
    @Schema(description = "优惠券列表") @NotNull @Size(min = 1, max = 50)
        @Nullable List<@Valid TicketInput> tickets)
    implements SelfChecking {

  @Override
  public void check(Violations violations) {
    checkRule(violations);
    checkTickets(violations);
    checkCodes(violations);
  }

  private void checkRule(Violations violations) {
    if (ticketPackageRule == null) {
      return;
    }
    Drafts.require(
        "ticketPackageRule.receiveStartTime", ticketPackageRule.receiveStartTime(), violations);
    Drafts.require(
        "ticketPackageRule.receiveEndTime", ticketPackageRule.receiveEndTime(), violations);
    Drafts.require(
        "ticketPackageRule.totalCountLimit", ticketPackageRule.totalCountLimit(), violations);
    Drafts.require(
        "ticketPackageRule.personalCountLimit", ticketPackageRule.personalCountLimit(), violations);
    DesignRules.window(
        "ticketPackageRule.receiveEndTime",
        Drafts.day(ticketPackageRule.receiveStartTime()),
        Drafts.day(ticketPackageRule.receiveEndTime()),
        violations::add);
  }

  private void checkTickets(Violations violations) {
    if (tickets != null) {
      DesignRules.ticketsPerClaim(Drafts.countOf(tickets), violations::add);
    }
  }

  private void checkCodes(Violations violations) {
    DesignRules.alias("ticketPackageAliasCode", ticketPackageAliasCode, violations::add);
    if (ticketPackageAliasCodes != null) {
      DesignRules.aliases("ticketPackageAliasCodes", ticketPackageAliasCodes, violations::add);
    }
    if (ticketPackageAliasCodeType == null) {
      return;
    }
    Drafts.checkCodeFields(
        ticketPackageAliasCodeType, ticketPackageAliasCode, ticketPackageAliasCodes, violations);
    if (violations.isEmpty() && ticketPackageRule != null) {
      DesignRules.codes(
          plan(),
          Objects.requireNonNull(ticketPackageRule.totalCountLimit()),
          Drafts.orEmpty(ticketPackageAliasCodes).size(),
          violation -> violations.add(PackageNames.nameIn(violation)));
    }
  }

  private CodePlan plan() {
    CodeType type = CodeType.of(Objects.requireNonNull(ticketPackageAliasCodeType));
    boolean given =
        ticketPackageAliasCodes != null
            || ticketPackageAliasCode != null
            || "GIVEN".equals(aliasCodeSource);
    return new CodePlan(
        type,
        given ? CodePlan.Source.GIVEN : CodePlan.Source.GENERATED,
        aliasCodePrefix == null ? "" : aliasCodePrefix,
        aliasCodeLength == null ? CodePlan.DEFAULT_LENGTH : aliasCodeLength,
        type == CodeType.SHARED ? ticketPackageAliasCode : null);
  }

  /** The package this asks for; to be called on a request without faults. */
  NewPackage toNewPackage(BusinessCalendar calendar) {
    return new NewPackage(
        Objects.requireNonNull(createCompanyId),
        Objects.requireNonNull(createUserId),
        Drafts.design(this, plan(), calendar),
        Drafts.orEmpty(ticketPackageAliasCodes));
  }
}
