package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.Owner.User;
import dev.quanbao.directory.model.Company;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.TicketTemplate;
import dev.quanbao.giftpackage.model.UseRule;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.Ticket.Holder;
import dev.quanbao.ticket.model.Ticket.Kind;
import dev.quanbao.ticket.model.Ticket.Origin;
import dev.quanbao.ticket.model.Ticket.Validity;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.model.TicketTerms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the tickets of a claim: the same ids and codes every time they are made for it. */
@ApplicationScoped
public class TicketIssue {

  private final CodeMint mint;
  private final BusinessCalendar calendar;

  TicketIssue(CodeMint mint, BusinessCalendar calendar) {
    this.mint = mint;
    this.calendar = calendar;
  }

  /** All tickets of a claim; none of a copy that is only set aside. */
  List<Ticket> ticketsOf(Claim claim, GiftPackage claimed, Company company) {
    if (claim.isEarmark()) {
      return List.of();
    }
    int count = claimed.design().ticketsPerClaim();
    List<String> codes = mint.ticketCodes(claim.firstTicketNumber(), count);
    List<Ticket> tickets = new ArrayList<>(count);
    for (TicketTemplate template : claimed.design().tickets()) {
      for (int i = 0; i < template.count(); i++) {
        int place = tickets.size();
        tickets.add(ticket(claim, template, company, place, codes.get(place)));
      }
    }
    return tickets;
  }

  /** The id of the first of a claim's tickets. */
  static String firstTicketOf(Claim claim) {
    return Ids.derived(claim.holderId(), claim.id(), 0);
  }

  /** The ids of all of a claim's tickets. */
  public static List<String> idsOf(Claim claim, int count) {
    return IntStream.range(0, count)
        .mapToObj(place -> Ids.derived(claim.holderId(), claim.id(), place))
        .toList();
  }

  private Ticket ticket(
      Claim claim, TicketTemplate template, Company company, int place, String code) {
    UseRule rule = template.rule();
    Instant validTo = rule.endOf(calendar.dayOf(claim.claimedAt()), calendar);
    boolean over = BusinessCalendar.isOver(validTo, claim.claimedAt());
    return new Ticket(
        Ids.derived(claim.holderId(), claim.id(), place),
        code,
        claim.companyId(),
        new Origin(claim.id(), place, claim.packageId(), claim.copyCode()),
        new Kind(
            template.code(),
            template.name(),
            template.discount(),
            terms(rule, company),
            company.channels(template.channels()),
            template.themeId(),
            template.themeName()),
        holder(claim),
        over ? TicketStatus.EXPIRED : TicketStatus.USABLE,
        new Validity(later(rule.start(), claim.claimedAt()), validTo),
        null,
        claim.claimedAt(),
        claim.claimedAt(),
        Ticket.DEFAULT_SORT,
        List.of());
  }

  private static Holder holder(Claim claim) {
    boolean isUsers = claim.owner() instanceof User;
    return new Holder(
        isUsers ? OwnerType.USER : OwnerType.OP,
        claim.holderId(),
        isUsers ? claim.holderId() : null,
        claim.origin().senderId());
  }

  private static TicketTerms terms(UseRule rule, Company company) {
    return new TicketTerms(
        rule.start(),
        rule.end(),
        company.kinds(rule.productKinds()),
        rule.orderAmount(),
        rule.maxAmount(),
        rule.delayDays());
  }

  private static Instant later(@Nullable Instant start, Instant claimedAt) {
    return start != null && start.isAfter(claimedAt) ? start : claimedAt;
  }
}
