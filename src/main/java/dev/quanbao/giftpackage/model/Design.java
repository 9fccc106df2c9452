package dev.quanbao.giftpackage.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What OP staff decide about a package: everything that is reviewed before it is published.
 *
 * @param name 礼包名称
 * @param alias 礼包别名, shown to people; null for none
 * @param codes which alias codes its copies get
 * @param channels where its claims come from unless the rule says otherwise, by name or id
 * @param url 礼包领取URL; null for none
 * @param remark 备注; null for none
 * @param stackable whether its tickets may be combined in one order
 * @param rule who may claim it
 * @param tickets what a claim issues, 1–50 kinds
 */
public record Design(
    String name,
    @Nullable String alias,
    CodePlan codes,
    List<String> channels,
    @Nullable String url,
    @Nullable String remark,
    boolean stackable,
    ReceiveRule rule,
    List<TicketTemplate> tickets) {

  /** Stands for "never" where a store filter compares: no date of a request reaches it. */
  public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  public Design {
    channels = List.copyOf(channels);
    tickets = List.copyOf(tickets);
  }

  /** A design that says only what every package needs. */
  public static Design of(
      String name, CodePlan codes, ReceiveRule rule, List<TicketTemplate> tickets) {
    return new Design(name, null, codes, List.of(), null, null, false, rule, tickets);
  }

  /** The channels a claim is held against: the rule's, if it names none the package's. */
  public List<String> claimChannels() {
    return rule.channels().isEmpty() ? channels : rule.channels();
  }

  /** How many tickets one claim issues. */
  public int ticketsPerClaim() {
    return tickets.stream().mapToInt(TicketTemplate::count).sum();
  }

  /**
   * The end of the ticket that can be used longest, whenever it is claimed; {@link #NEVER} when
   * some ticket ends only by its days after the claim.
   */
  public Instant lastUseEnd() {
    Instant last = Instant.MIN;
    for (TicketTemplate ticket : tickets) {
      Instant end = ticket.rule().end();
      if (end == null) {
        return NEVER;
      }
      last = end.isAfter(last) ? end : last;
    }
    return last;
  }

  public Design withCodes(CodePlan codes) {
    return new Design(name, alias, codes, channels, url, remark, stackable, rule, tickets);
  }

  public Design withTickets(List<TicketTemplate> tickets) {
    return new Design(name, alias, codes, channels, url, remark, stackable, rule, tickets);
  }

  public Design withSharedCode(String code) {
    return withCodes(codes.withShared(code));
  }

  /** The same design, its tickets carrying the given codes in their order. */
  public Design withTicketCodes(List<String> codes) {
    List<TicketTemplate> coded = new ArrayList<>(tickets.size());
    for (int i = 0; i < tickets.size(); i++) {
      coded.add(tickets.get(i).withCode(codes.get(i)));
    }
    return withTickets(coded);
  }
}
