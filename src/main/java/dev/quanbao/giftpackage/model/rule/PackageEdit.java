package dev.quanbao.giftpackage.model.rule;

import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.ReceiveRule;
import dev.quanbao.giftpackage.model.TicketTemplate;
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
        orElse(name, old.name()),
        alias == null ? old.alias() : alias,
        codes(old.codes()),
        orElse(channels, old.channels()),
        url == null ? old.url() : url,
        remark == null ? old.remark() : remark,
        orElse(stackable, old.stackable()),
        rule(old.rule()),
        tickets == null || sameButForCodes(tickets, old.tickets()) ? old.tickets() : tickets);
  }

  private ReceiveRule rule(ReceiveRule old) {
    return new ReceiveRule(
        orElse(receiveStart, old.start()),
        orElse(receiveEnd, old.end()),
        orElse(totalLimit, old.totalLimit()),
        orElse(personalLimit, old.personalLimit()),
        orElse(claimChannels, old.channels()));
  }

  private CodePlan codes(CodePlan old) {
    CodeType type = orElse(codeType, old.type());
    String shared = sharedCode == null ? old.shared() : sharedCode;
    return new CodePlan(
        type,
        source(old, type),
        orElse(prefix, old.prefix()),
        orElse(length, old.length()),
        type == CodeType.SHARED ? shared : null);
  }

  // That codes were given for one type says nothing about the other's.
  private CodePlan.Source source(CodePlan old, CodeType type) {
    if (givenCodes != null) {
      return CodePlan.Source.GIVEN;
    }
    return orElse(source, type == old.type() ? old.source() : CodePlan.Source.GENERATED);
  }

  /** The properties whose values an edit changes. */
  public static List<PackageProperty> changedProperties(Design from, Design to) {
    List<PackageProperty> changed = new ArrayList<>();
    addIfChanged(changed, PackageProperty.NAME, from.name(), to.name());
    addIfChanged(changed, PackageProperty.ALIAS, from.alias(), to.alias());
    addIfChanged(changed, PackageProperty.CODE_TYPE, from.codes().type(), to.codes().type());
    addIfChanged(changed, PackageProperty.CODE_SOURCE, from.codes().source(), to.codes().source());
    addIfChanged(changed, PackageProperty.CODE_PREFIX, from.codes().prefix(), to.codes().prefix());
    addIfChanged(changed, PackageProperty.CODE_LENGTH, from.codes().length(), to.codes().length());
    addIfChanged(changed, PackageProperty.SHARED_CODE, from.codes().shared(), to.codes().shared());
    addIfChanged(changed, PackageProperty.CHANNELS, from.channels(), to.channels());
    addIfChanged(changed, PackageProperty.URL, from.url(), to.url());
    addIfChanged(changed, PackageProperty.REMARK, from.remark(), to.remark());
    addIfChanged(changed, PackageProperty.STACKABLE, from.stackable(), to.stackable());
    addIfChanged(changed, PackageProperty.RECEIVE_START, from.rule().start(), to.rule().start());
    addIfChanged(changed, PackageProperty.RECEIVE_END, from.rule().end(), to.rule().end());
    addIfChanged(
        changed, PackageProperty.TOTAL_LIMIT, from.rule().totalLimit(), to.rule().totalLimit());
    addIfChanged(
        changed,
        PackageProperty.PERSONAL_LIMIT,
        from.rule().personalLimit(),
        to.rule().personalLimit());
    addIfChanged(
        changed, PackageProperty.CLAIM_CHANNELS, from.rule().channels(), to.rule().channels());
    addIfChanged(changed, PackageProperty.TICKETS, from.tickets(), to.tickets());
    return changed;
  }

  private static void addIfChanged(
      List<PackageProperty> changed,
      PackageProperty property,
      @Nullable Object from,
      @Nullable Object to) {
    if (!Objects.equals(from, to)) {
      changed.add(property);
    }
  }

  private static boolean sameButForCodes(List<TicketTemplate> one, List<TicketTemplate> other) {
    return withoutCodes(one).equals(withoutCodes(other));
  }

  private static List<TicketTemplate> withoutCodes(List<TicketTemplate> tickets) {
    return tickets.stream().map(ticket -> ticket.withCode("")).toList();
  }

  private static <T> T orElse(@Nullable T changed, T old) {
    return changed == null ? old : changed;
  }
}
