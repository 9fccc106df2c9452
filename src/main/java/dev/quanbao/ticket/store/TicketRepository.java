package dev.quanbao.ticket.store;

import static dev.quanbao.ticket.store.TicketFields.CODE;
import static dev.quanbao.ticket.store.TicketFields.CREATED_AT;
import static dev.quanbao.ticket.store.TicketFields.ID;
import static dev.quanbao.ticket.store.TicketFields.MOVED_IN;
import static dev.quanbao.ticket.store.TicketFields.OWNER_ID;
import static dev.quanbao.ticket.store.TicketFields.OWNER_TYPE;
import static dev.quanbao.ticket.store.TicketFields.PACKAGE_ID;
import static dev.quanbao.ticket.store.TicketFields.PLACE;
import static dev.quanbao.ticket.store.TicketFields.SORT;
import static dev.quanbao.ticket.store.TicketFields.STATUS;
import static dev.quanbao.ticket.store.TicketFields.UPDATED_AT;
import static dev.quanbao.ticket.store.TicketFields.VALID_TO;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import dev.quanbao.platform.store.WriteRetry;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.ticket.model.Closing;
import dev.quanbao.ticket.model.Sweep;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The stored tickets (用户优惠券).
 *
 * <p>A ticket's status changes only from the one that the filter of the write names, so that of two
 * writers at once one changes the ticket.
 */
@ApplicationScoped
public class TicketRepository implements DocumentRepository<Ticket> {

  private static final Bson IS_UNUSED = Filters.eq(STATUS, TicketStatus.USABLE);

  // Those on the status hold unused tickets only, since no query seeks others by them.
  @Override
  public List<IndexModel> indexes() {
    return List.of(
        Index.on(OWNER_ID, OWNER_TYPE, SORT, VALID_TO),
        Index.on(OWNER_ID, OWNER_TYPE, VALID_TO, ID),
        Index.on(OWNER_ID, PLACE, CREATED_AT),
        Index.partial(IS_UNUSED, PACKAGE_ID, STATUS, VALID_TO),
        Index.partial(IS_UNUSED, STATUS, VALID_TO),
        AuditOutbox.index(),
        Index.partial(Filters.exists(MOVED_IN), MOVED_IN),
        Index.on(CODE));
  }

  /** Stores a claim's tickets; leaves those that are stored already, as the same claim's. */
  public Uni<Void> issue(List<Ticket> tickets) {
    return BulkInsert.into(mongoCollection(), tickets).replaceWithVoid();
  }

  /** Finds the tickets that exist among some ids. */
  public Uni<List<Ticket>> findIssued(List<String> ids) {
    return mongoCollection().find(Filters.in(ID, ids)).collect().asList();
  }

  /** Finds the ticket with a code (用户优惠券号). */
  public Uni<@Nullable Ticket> findByCode(String code) {
    return mongoCollection().find(Filters.eq(CODE, code)).toUni();
  }

  /** Finds the ids of a batch of the tickets that an order closes. */
  public Uni<List<String>> findUnused(Closing closing) {
    return PacedBatches.ids(mongoCollection(), isUnused(closing));
  }

  /** Closes those of some tickets that are still unused; gives their number. */
  public Uni<Integer> close(List<String> ids, Closing closing) {
    return WriteRetry.untilMade(
            mongoCollection()
                .updateMany(
                    Filters.and(Filters.in(ID, ids), isUnused(closing)),
                    Updates.combine(
                        Updates.set(STATUS, TicketStatus.CLOSED),
                        Updates.set(UPDATED_AT, closing.at()),
                        TicketMoves.mark(closing.packageId()),
                        AuditOutbox.add(closing.entry()))))
        .map(result -> Math.toIntExact(result.getModifiedCount()));
  }

  private static Bson isUnused(Closing closing) {
    return Filters.and(
        Filters.eq(PACKAGE_ID, closing.packageId()),
        IS_UNUSED,
        Filters.gte(VALID_TO, BusinessCalendar.oldestOpenEnd(closing.at())));
  }

  /** Finds the ids of a batch of the unused tickets that are over. */
  public Uni<List<String>> findOver(Sweep sweep) {
    return PacedBatches.ids(
        mongoCollection(), Filters.and(isOver(sweep), SweepFilters.isSwept(sweep)));
  }

  /** Finds the ids of a batch of a package's unused tickets that are over. */
  public Uni<List<String>> findOver(String packageId, Sweep sweep) {
    return PacedBatches.ids(
        mongoCollection(), Filters.and(Filters.eq(PACKAGE_ID, packageId), isOver(sweep)));
  }

  /** Expires those of some tickets that are still unused and over; gives their number. */
  public Uni<Integer> expire(List<String> ids, Sweep sweep) {
    return mongoCollection()
        .updateMany(
            Filters.and(Filters.in(ID, ids), isOver(sweep)),
            Updates.combine(
                Updates.set(STATUS, TicketStatus.EXPIRED),
                AuditOutbox.add(
                    sweep.entry(
                        "expire", TicketStatus.USABLE.name(), TicketStatus.EXPIRED.name()))))
        .map(result -> Math.toIntExact(result.getModifiedCount()));
  }

  private static Bson isOver(Sweep sweep) {
    return Filters.and(IS_UNUSED, SweepFilters.isOver(VALID_TO, sweep));
  }

  /** The same collection, for fields that are no component of {@link Ticket}. */
  ReactiveMongoCollection<Document> documents() {
    return mongoDatabase().getCollection(mongoCollection().getNamespace().getCollectionName());
  }
}
