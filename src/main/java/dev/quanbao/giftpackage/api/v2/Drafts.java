package dev.quanbao.giftpackage.api.v2;

import dev.quanbao.giftpackage.model.CodePlan;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.ReceiveRule;
import dev.quanbao.giftpackage.model.TicketTemplate;
import dev.quanbao.giftpackage.model.UseRule;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.json.DateInput;
import dev.quanbao.platform.http.json.Violations;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.Discount;
import dev.quanbao.ticket.model.DiscountType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what requests give into designs, in the business calendar. */
final class Drafts {

  private static final int UNIQUE = 1;

  /** Stands for a ticket code until the package's act has made one. */
  private static final String NO_CODE_YET = "";

  private Drafts() {}

  static Design design(CreateTicketPackage request, CodePlan plan, BusinessCalendar calendar) {
    TicketPackageRuleInput rule = Objects.requireNonNull(request.ticketPackageRule());
    return new Design(
        Objects.requireNonNull(request.ticketPackageName()),
        request.ticketPackageAlias(),
        plan,
        orEmpty(request.useChannels()),
        request.url(),
        request.remark(),
        Boolean.TRUE.equals(request.stackable()),
        new ReceiveRule(
            Objects.requireNonNull(start(rule.receiveStartTime(), calendar)),
            Objects.requireNonNull(end(rule.receiveEndTime(), calendar)),
            Objects.requireNonNull(rule.totalCountLimit()),
            Objects.requireNonNull(rule.personalCountLimit()),
            orEmpty(rule.useChannels())),
        templates(Objects.requireNonNull(request.tickets()), calendar));
  }

  static List<TicketTemplate> templates(List<TicketInput> tickets, BusinessCalendar calendar) {
    return tickets.stream().map(ticket -> template(ticket, calendar)).toList();
  }

  private static TicketTemplate template(TicketInput ticket, BusinessCalendar calendar) {
    return new TicketTemplate(
        Objects.requireNonNull(ticket.ticketName()),
        NO_CODE_YET,
        Discount.of(
            DiscountType.of(Objects.requireNonNull(ticket.ticketType())),
            Objects.requireNonNull(ticket.ticketAmount())),
        orEmpty(ticket.useChannels()),
        Objects.requireNonNull(ticket.count()),
        ticket.themeId(),
        ticket.themeName(),
        useRule(Objects.requireNonNull(ticket.ticketRule()), calendar));
  }

  private static UseRule useRule(TicketRuleInput rule, BusinessCalendar calendar) {
    return new UseRule(
        start(rule.useStartTime(), calendar),
        end(rule.useEndTime(), calendar),
        orEmpty(rule.productKinds()),
        rule.orderAmount(),
        rule.maxAmount(),
        rule.delayDay());
  }

  static @Nullable Instant start(@Nullable DateInput date, BusinessCalendar calendar) {
    return date == null ? null : calendar.startOf(date.in(calendar.zone()));
  }

  static @Nullable Instant end(@Nullable DateInput date, BusinessCalendar calendar) {
    return date == null ? null : calendar.endOf(date.in(calendar.zone()));
  }

  /**
   * The day of a date that names one, for checks that come before the calendar is known; moments
   * are compared once it is.
   */
  static @Nullable LocalDate day(@Nullable DateInput date) {
    return date instanceof DateInput.Day named ? named.day() : null;
  }

  static void require(String path, @Nullable Object value, Violations violations) {
    if (value == null) {
      violations.add(Violation.invalid(path, "violation.required"));
    }
  }

  /** One code goes with type 2 and a list of them with type 1. */
  static void checkCodeFields(
      int type, @Nullable String one, @Nullable List<String> many, Violations violations) {
    if (type == UNIQUE && one != null) {
      violations.add(Violation.invalid("ticketPackageAliasCode", "violation.notForType"));
    }
    if (type != UNIQUE && many != null) {
      violations.add(Violation.invalid("ticketPackageAliasCodes", "violation.notForType"));
    }
  }

  static long countOf(List<TicketInput> tickets) {
    return tickets.stream()
        .map(TicketInput::count)
        .filter(Objects::nonNull)
        .mapToLong(Integer::longValue)
        .sum();
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
