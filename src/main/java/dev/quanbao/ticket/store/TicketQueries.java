package dev.quanbao.ticket.store;

import static dev.quanbao.ticket.store.TicketFields.CHANNELS;
import static dev.quanbao.ticket.store.TicketFields.COMPANY_ID;
import static dev.quanbao.ticket.store.TicketFields.CREATED_AT;
import static dev.quanbao.ticket.store.TicketFields.ID;
import static dev.quanbao.ticket.store.TicketFields.OWNER_ID;
import static dev.quanbao.ticket.store.TicketFields.OWNER_TYPE;
import static dev.quanbao.ticket.store.TicketFields.PACKAGE_CODE;
import static dev.quanbao.ticket.store.TicketFields.PACKAGE_ID;
import static dev.quanbao.ticket.store.TicketFields.PLACE;
import static dev.quanbao.ticket.store.TicketFields.PRODUCT_KINDS;
import static dev.quanbao.ticket.store.TicketFields.SORT;
import static dev.quanbao.ticket.store.TicketFields.STATUS;
import static dev.quanbao.ticket.store.TicketFields.VALID_FROM;
import static dev.quanbao.ticket.store.TicketFields.VALID_TO;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.quanbao.platform.page.Page;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketFilter;
import dev.quanbao.ticket.model.TicketPlace;
import dev.quanbao.ticket.model.TicketStatus;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The queries for the tickets of one owner.
 *
 * <p>A status that is looked for is what {@link Ticket#statusAt} says of a ticket, though the store
 * holds only what was written down.
 */
@ApplicationScoped
public class TicketQueries {

  private static final Bson WALLET_ORDER = Sorts.ascending(SORT, VALID_TO, ID);
  private static final Bson SOONEST_TO_END_FIRST = Sorts.ascending(VALID_TO, ID);
  private static final Bson LATEST_CLAIM_FIRST = Sorts.descending(CREATED_AT, ID);
  private static final List<String> PATH_OF_PACKAGE_CODE = List.of(PACKAGE_CODE.split("\\.", -1));
  private static final int FIRST_PLACE = 0;

  private final TicketRepository tickets;

  TicketQueries(TicketRepository tickets) {
    this.tickets = tickets;
  }

  /** Finds a page of tickets in the order of wallets. */
  public Uni<Page<Ticket>> findPage(TicketFilter filter, Instant now, int pageNo, int pageSize) {
    Bson conditions = Filters.and(conditions(filter, now));
    return Page.combine(
        find(conditions, page(WALLET_ORDER, pageNo, pageSize)),
        tickets.mongoCollection().countDocuments(conditions));
  }

  /** Finds the first tickets in the order of wallets, and does not count the rest. */
  public Uni<List<Ticket>> findFirst(TicketFilter filter, Instant now, int limit) {
    return find(
        Filters.and(conditions(filter, now)), new FindOptions().sort(WALLET_ORDER).limit(limit));
  }

  /**
   * Finds tickets in the order of their ends, soonest first.
   *
   * @param behind the place behind which to begin; null: with the first ticket
   */
  public Uni<List<Ticket>> findBehind(
      TicketFilter filter, @Nullable TicketPlace behind, Instant now, int limit) {
    List<Bson> conditions = conditions(filter, now);
    if (behind != null) {
      // The index seeks the lower bound; given the alternatives alone, it would be read from its
      // beginning.
      conditions.add(Filters.gte(VALID_TO, behind.validTo()));
      conditions.add(
          Filters.or(Filters.gt(VALID_TO, behind.validTo()), Filters.gt(ID, behind.id())));
    }
    return find(Filters.and(conditions), new FindOptions().sort(SOONEST_TO_END_FIRST).limit(limit));
  }

  /** Finds a page of the codes of the copies that the tickets came from, the latest claim first. */
  public Uni<Page<String>> findCopyCodes(
      TicketFilter filter, Instant now, int pageNo, int pageSize) {
    List<Bson> conditions = conditions(filter, now);
    // Each claim has one ticket in the first place.
    conditions.add(Filters.eq(PLACE, FIRST_PLACE));
    Bson firstOfEachClaim = Filters.and(conditions);
    return Page.combine(
        tickets
            .documents()
            .find(
                firstOfEachClaim,
                page(LATEST_CLAIM_FIRST, pageNo, pageSize)
                    .projection(Projections.include(PACKAGE_CODE)))
            .map(found -> found.getEmbedded(PATH_OF_PACKAGE_CODE, String.class))
            .collect()
            .asList(),
        tickets.mongoCollection().countDocuments(firstOfEachClaim));
  }

  private Uni<List<Ticket>> find(Bson conditions, FindOptions options) {
    return tickets.mongoCollection().find(conditions, options).collect().asList();
  }

  private static FindOptions page(Bson order, int pageNo, int pageSize) {
    return new FindOptions().sort(order).skip((pageNo - 1) * pageSize).limit(pageSize);
  }

  private static List<Bson> conditions(TicketFilter filter, Instant now) {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.eq(OWNER_ID, filter.ownerId()));
    all.add(Filters.eq(OWNER_TYPE, filter.ownerType()));
    all.add(Filters.in(COMPANY_ID, filter.companies()));
    if (filter.status() != null) {
      all.add(hasStatus(filter.status(), now));
    }
    if (!filter.productKinds().isEmpty()) {
      all.add(isGoodFor(PRODUCT_KINDS, filter.productKinds()));
    }
    if (!filter.channels().isEmpty()) {
      all.add(isGoodFor(CHANNELS, filter.channels()));
    }
    if (filter.packageId() != null) {
      all.add(Filters.eq(PACKAGE_ID, filter.packageId()));
    }
    return all;
  }

  // Says in a filter what Ticket.statusAt says in a rule.
  private static Bson hasStatus(TicketStatus wanted, Instant now) {
    Instant open = BusinessCalendar.oldestOpenEnd(now);
    Bson usable = Filters.eq(STATUS, TicketStatus.USABLE);
    Bson notOver = Filters.gte(VALID_TO, open);
    return switch (wanted) {
      case NOT_YET_VALID -> Filters.and(usable, notOver, Filters.gt(VALID_FROM, now));
      case USABLE -> Filters.and(usable, notOver, Filters.lte(VALID_FROM, now));
      case EXPIRED ->
          Filters.or(
              Filters.eq(STATUS, TicketStatus.EXPIRED),
              Filters.and(usable, Filters.lt(VALID_TO, open)));
      case FROZEN, USED, CLOSED -> Filters.eq(STATUS, wanted);
    };
  }

  // A ticket whose list is empty is good for everything.
  private static Bson isGoodFor(String list, List<String> namesOrIds) {
    return Filters.or(
        Filters.size(list, 0),
        Filters.in(list + ".name", namesOrIds),
        Filters.in(list + "._id", namesOrIds));
  }
}
