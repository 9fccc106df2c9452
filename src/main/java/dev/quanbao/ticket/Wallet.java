package dev.quanbao.ticket;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.quanbao.access.model.Caller;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What a user or an OP holds (用户/OP优惠券列表, 2.13; 用户礼包唯一编号列表, 2.10).
 *
 * <p>Shows tickets of the caller's companies only; whoever holds nothing there, known or not, has
 * an empty wallet.
 */
@ApplicationScoped
public class Wallet {

  private static final Bson ORDER = Sorts.ascending("sort", "validTo", "_id");
  private static final int FIRST_PLACE = 0;

  private final TicketRepository tickets;

  Wallet(TicketRepository tickets) {
    this.tickets = tickets;
  }

  /**
   * What is looked for in a wallet; null or empty: anything.
   *
   * @param ownerType user or OP
   * @param ownerId whose wallet
   * @param companies in which to look
   * @param productKinds by name or id, any of these
   * @param status as time has it now
   * @param channels by name or id, any of these
   */
  public record Query(
      OwnerType ownerType,
      String ownerId,
      Set<String> companies,
      List<String> productKinds,
      @Nullable TicketStatus status,
      List<String> channels) {}

  /** A page of something and how many there are in all. */
  public record Found<T>(List<T> items, long total) {}

  public Uni<Found<Ticket>> find(Query query, int pageNo, int pageSize, Caller caller) {
    Bson filter = filter(query, caller);
    var page = new FindOptions().sort(ORDER).skip((pageNo - 1) * pageSize).limit(pageSize);
    return Uni.combine()
        .all()
        .unis(
            tickets.mongoCollection().find(filter, page).collect().asList(),
            tickets.mongoCollection().countDocuments(filter))
        .with(Found::new);
  }

  /** The first so many tickets of a wallet, without counting the rest. */
  public Uni<List<Ticket>> first(Query query, int limit, Caller caller) {
    return tickets
        .mongoCollection()
        .find(filter(query, caller), new FindOptions().sort(ORDER).limit(limit))
        .collect()
        .asList();
  }

  /** The codes of the copies a user has claimed, the latest first. */
  public Uni<Found<String>> packageCodes(
      String userId, @Nullable String packageId, int pageNo, int pageSize, Caller caller) {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.eq("ownerId", userId));
    all.add(Filters.eq("place", FIRST_PLACE));
    all.add(Filters.eq("ownerType", OwnerType.USER));
    all.add(Filters.in("companyId", caller.companies()));
    if (packageId != null) {
      all.add(Filters.eq("packageId", packageId));
    }
    Bson filter = Filters.and(all);
    var page =
        new FindOptions()
            .sort(Sorts.descending("createdAt", "_id"))
            .skip((pageNo - 1) * pageSize)
            .limit(pageSize)
            .projection(Projections.include("packageCode"));
    return Uni.combine()
        .all()
        .unis(
            tickets
                .mongoDatabase()
                .getCollection(tickets.mongoCollection().getNamespace().getCollectionName())
                .find(filter, page)
                .map(found -> found.getString("packageCode"))
                .collect()
                .asList(),
            tickets.mongoCollection().countDocuments(filter))
        .with(Found::new);
  }

  private static Bson filter(Query query, Caller caller) {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.eq("ownerId", query.ownerId()));
    all.add(Filters.eq("ownerType", query.ownerType()));
    all.add(Filters.in("companyId", query.companies()));
    if (query.status() != null) {
      all.add(TicketRepository.hasStatus(query.status(), caller.now()));
    }
    if (!query.productKinds().isEmpty()) {
      all.add(TicketRepository.isGoodFor("terms.productKinds", query.productKinds()));
    }
    if (!query.channels().isEmpty()) {
      all.add(TicketRepository.isGoodFor("channels", query.channels()));
    }
    return Filters.and(all);
  }
}
