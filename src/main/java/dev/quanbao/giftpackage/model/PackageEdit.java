package dev.quanbao.giftpackage.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of a design (修改礼包, 2.2): what is null stays as it is.
 *
 * <p>The rule is merged field by field, the tickets are replaced as a whole. What is sent back as
 * it was read changes nothing.
 *
 * @param givenCodes alias codes for children that replace those given before
 */
public record PackageEdit(
    @Nullable String name,
    @Nullable String alias,
    @Nullable List<String> channels,
    @Nullable String url,
    @Nullable String remark,
    @Nullable Boolean stackable,
    @Nullable CodeType codeType,
    CodePlan.@Nullable Source source,
    @Nullable String prefix,
    @Nullable Integer length,
    @Nullable String sharedCode,
    @Nullable List<String> givenCodes,
    @Nullable Instant receiveStart,
    @Nullable Instant receiveEnd,
    @Nullable Integer totalLimit,
    @Nullable Integer personalLimit,
    @Nullable List<String> claimChannels,
    @Nullable List<TicketTemplate> tickets) {

  /** The design with this change in it. */
  public Design applyTo(Design old) {
    return new Design(
        or(name, old.name()),
        alias == null ? old.alias() : alias,
        codes(old.codes()),
        or(channels, old.channels()),
        url == null ? old.url() : url,
        remark == null ? old.remark() : remark,
        or(stackable, old.stackable()),
        rule(old.rule()),
        tickets == null || sameButForCodes(tickets, old.tickets()) ? old.tickets() : tickets);
  }

  private ReceiveRule rule(ReceiveRule old) {
    return new ReceiveRule(
        or(receiveStart, old.start()),
        or(receiveEnd, old.end()),
        or(totalLimit, old.totalLimit()),
        or(personalLimit, old.personalLimit()),
        or(claimChannels, old.channels()));
  }

  private CodePlan codes(CodePlan old) {
    CodeType type = or(codeType, old.type());
    String shared = sharedCode == null ? old.shared() : sharedCode;
    return new CodePlan(
        type,
        source(old, type),
        or(prefix, old.prefix()),
        or(length, old.length()),
        type == CodeType.SHARED ? shared : null);
  }

  // That codes were given for one type says nothing about the other's.
  private CodePlan.Source source(CodePlan old, CodeType type) {
    if (givenCodes != null) {
      return CodePlan.Source.GIVEN;
    }
    return or(source, type == old.type() ? old.source() : CodePlan.Source.GENERATED);
  }

  /** The names of the fields whose values an edit changes. */
  public static List<String> changedFields(Design from, Design to) {
    List<String> changed = new ArrayList<>();
    note(changed, "TicketPackageName", from.name(), to.name());
    note(changed, "TicketPackageAlias", from.alias(), to.alias());
    note(changed, "TicketPackageAliasCodeType", from.codes().type(), to.codes().type());
    note(changed, "AliasCodeSource", from.codes().source(), to.codes().source());
    note(changed, "AliasCodePrefix", from.codes().prefix(), to.codes().prefix());
    note(changed, "AliasCodeLength", from.codes().length(), to.codes().length());
    note(changed, "TicketPackageAliasCode", from.codes().shared(), to.codes().shared());
    note(changed, "UseChannels", from.channels(), to.channels());
    note(changed, "URL", from.url(), to.url());
    note(changed, "Remark", from.remark(), to.remark());
    note(changed, "Stackable", from.stackable(), to.stackable());
    note(changed, "ReceiveStartTime", from.rule().start(), to.rule().start());
    note(changed, "ReceiveEndTime", from.rule().end(), to.rule().end());
    note(changed, "TotalCountLimit", from.rule().totalLimit(), to.rule().totalLimit());
    note(changed, "PersonalCountLimit", from.rule().personalLimit(), to.rule().personalLimit());
    note(changed, "TicketPackageRule.UseChannels", from.rule().channels(), to.rule().channels());
    note(changed, "Tickets", from.tickets(), to.tickets());
    return changed;
  }

  private static void note(
      List<String> changed, String field, @Nullable Object from, @Nullable Object to) {
    if (!Objects.equals(from, to)) {
      changed.add(field);
    }
  }

  private static boolean sameButForCodes(List<TicketTemplate> one, List<TicketTemplate> other) {
    return withoutCodes(one).equals(withoutCodes(other));
  }

  private static List<TicketTemplate> withoutCodes(List<TicketTemplate> tickets) {
    return tickets.stream().map(ticket -> ticket.withCode("")).toList();
  }

  private static <T> T or(@Nullable T changed, T old) {
    return changed == null ? old : changed;
  }
}
