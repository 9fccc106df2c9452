package dev.quanbao.giftpackage.model;

import dev.quanbao.ticket.model.Discount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of ticket in a package (优惠券): what each claim issues {@code count} of.
 *
 * @param name shown to people (优惠券名称)
 * @param code 12 digits, unique (优惠券唯一编号)
 * @param discount what it takes off
 * @param channels where it may be used, by name or id; empty: anywhere
 * @param count how many of it one claim issues, at least 1 (优惠券个数)
 * @param themeId looks of the ticket (主题); null for none
 * @param themeName the theme's name; null for none
 * @param rule when and for what it can be used
 */
public record TicketTemplate(
    String name,
    String code,
    Discount discount,
    List<String> channels,
    int count,
    @Nullable String themeId,
    @Nullable String themeName,
    UseRule rule) {

  public TicketTemplate {
    channels = List.copyOf(channels);
  }

  public TicketTemplate withCode(String ticketCode) {
    return new TicketTemplate(
        name, ticketCode, discount, channels, count, themeId, themeName, rule);
  }
}
