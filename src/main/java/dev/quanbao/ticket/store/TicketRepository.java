package dev.quanbao.ticket.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.bson.conversions.Bson;

/** The stored tickets. */
@ApplicationScoped
public class TicketRepository
    implements ReactivePanacheMongoRepositoryBase<Ticket, String>, StartupTask {

  /** By these only unused ones are looked for: the others need not be kept in them. */
  private static final IndexOptions OF_UNUSED =
      new IndexOptions().partialFilterExpression(Filters.eq("status", TicketStatus.USABLE));

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return Uni.join()
        .all(
            mongoCollection()
                .createIndex(Indexes.ascending("ownerId", "ownerType", "sort", "validTo")),
            mongoCollection()
                .createIndex(Indexes.ascending("ownerId", "ownerType", "validTo", "_id")),
            mongoCollection().createIndex(Indexes.ascending("ownerId", "place", "createdAt")),
            mongoCollection()
                .createIndex(Indexes.ascending("packageId", "status", "validTo"), OF_UNUSED),
            mongoCollection().createIndex(Indexes.ascending("status", "validTo"), OF_UNUSED),
            AuditOutbox.index(mongoCollection()),
            mongoCollection().createIndex(Indexes.ascending("code")))
        .andFailFast()
        .replaceWithVoid();
  }

  /**
   * Issues tickets; those that are there already are left as they are, since only the same claim
   * can have issued them.
   */
  public Uni<Void> issue(List<Ticket> tickets) {
    return BulkInsert.into(mongoCollection(), tickets).replaceWithVoid();
  }

  /** The tickets with some ids, as far as they are there. */
  public Uni<List<Ticket>> withIds(List<String> ids) {
    return mongoCollection().find(Filters.in("_id", ids)).collect().asList();
  }

  /** The filter that finds tickets by what {@link Ticket#statusAt} says of them. */
  public static Bson hasStatus(TicketStatus wanted, Instant now) {
    Instant open = BusinessCalendar.oldestOpenEnd(now);
    Bson notOver = Filters.gte("validTo", open);
    return switch (wanted) {
      case NOT_YET_VALID ->
          Filters.and(
              Filters.eq("status", TicketStatus.USABLE), notOver, Filters.gt("validFrom", now));
      case USABLE ->
          Filters.and(
              Filters.eq("status", TicketStatus.USABLE), notOver, Filters.lte("validFrom", now));
      case EXPIRED ->
          Filters.or(
              Filters.eq("status", TicketStatus.EXPIRED),
              Filters.and(Filters.eq("status", TicketStatus.USABLE), Filters.lt("validTo", open)));
      case FROZEN, USED, CLOSED -> Filters.eq("status", wanted);
    };
  }

  /**
   * The filter that finds tickets by one of their lists, of which they name any of these or
   * nothing: a ticket without a list is good for everything.
   */
  public static Bson isGoodFor(String list, List<String> namesOrIds) {
    return Filters.or(
        Filters.size(list, 0),
        Filters.in(list + ".name", namesOrIds),
        Filters.in(list + ".id", namesOrIds));
  }
}
