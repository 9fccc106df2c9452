package dev.quanbao.ticket.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets of one owner are looked for.
 *
 * <p>A status or a package that is null, and kinds or channels that are empty, admit every ticket.
 *
 * @param ownerType user or OP
 * @param ownerId who holds the tickets
 * @param companies whose tickets are looked for; empty: no company's
 * @param status as of the moment of the query
 * @param productKinds by name or id; tickets that are good for any of them
 * @param channels by name or id; tickets that are good in any of them
 * @param packageId the parent package
 */
public record TicketFilter(
    OwnerType ownerType,
    String ownerId,
    Set<String> companies,
    @Nullable TicketStatus status,
    List<String> productKinds,
    List<String> channels,
    @Nullable String packageId) {

  public TicketFilter {
    companies = Set.copyOf(companies);
    productKinds = List.copyOf(productKinds);
    channels = List.copyOf(channels);
  }
}
