package dev.quanbao.ticket.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.ticket.model.CountedMove;
import dev.quanbao.ticket.model.MovedTicket;
import dev.quanbao.ticket.model.TicketStatus;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The changes of tickets' status that statistics have yet to count, each marked in its ticket by
 * the write that makes it.
 *
 * <p>A ticket's {@code moves} only grow, so that whoever counts late can tell that there is
 * something newer. What time does to a ticket is not a move: that can be told without it.
 */
@ApplicationScoped
public class TicketMoves implements StartupTask {

  private static final String MARK = "movedIn";
  private static final String MOVES = "moves";
  private static final String COUNTED = "counted";
  private static final Bson SEEN =
      Projections.include("status", MOVES, COUNTED, "terms.start", "validTo");
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final TicketRepository tickets;

  public TicketMoves(TicketRepository tickets) {
    this.tickets = tickets;
  }

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return collection()
        .createIndex(
            Indexes.ascending(MARK),
            new IndexOptions().partialFilterExpression(Filters.exists(MARK)))
        .replaceWithVoid();
  }

  /** What every write that moves tickets of a package to another status must contain. */
  public static Bson mark(String packageId) {
    return Updates.combine(Updates.set(MARK, packageId), Updates.inc(MOVES, 1));
  }

  /** Tickets of a package that have been moved since they were counted, in no order. */
  public Uni<List<MovedTicket>> uncounted(String packageId, int limit) {
    return collection()
        .find(Filters.eq(MARK, packageId), new FindOptions().projection(SEEN).limit(limit))
        .map(TicketMoves::moved)
        .collect()
        .asList();
  }

  /** A package that has uncounted moves. */
  public Uni<Optional<String>> anyPackage() {
    return collection()
        .find(
            Filters.gt(MARK, ""), new FindOptions().projection(Projections.include(MARK)).limit(1))
        .map(found -> found.getString(MARK))
        .toUni()
        .map(Optional::ofNullable);
  }

  /**
   * Writes down that moves are counted; again does nothing, and nothing to a ticket of which
   * something newer has been counted since.
   */
  public Uni<Void> counted(List<CountedMove> counted) {
    return write(counted, TicketMoves::settled)
        .chain(matched ->
            matched == counted.size()
                ? Uni.createFrom().voidItem()
                // The rest has been moved again, which is still to be counted.
                : write(counted, TicketMoves::overtaken).replaceWithVoid());
  }

  private static UpdateOneModel<Document> settled(CountedMove move) {
    return new UpdateOneModel<>(
        Filters.and(Filters.eq(move.ticketId()), Filters.eq(MOVES, move.moves())),
        Updates.combine(Updates.set(COUNTED, document(move)), Updates.unset(MARK)));
  }

  private static UpdateOneModel<Document> overtaken(CountedMove move) {
    return new UpdateOneModel<>(
        Filters.and(
            Filters.eq(move.ticketId()),
            Filters.gt(MOVES, move.moves()),
            Filters.or(
                Filters.exists(COUNTED, false), Filters.lt(COUNTED + "." + MOVES, move.moves()))),
        Updates.set(COUNTED, document(move)));
  }

  private Uni<Integer> write(
      List<CountedMove> counted, Function<CountedMove, UpdateOneModel<Document>> model) {
    return collection()
        .bulkWrite(counted.stream().map(model).toList(), UNORDERED)
        .map(result -> result.getMatchedCount());
  }

  private static Document document(CountedMove move) {
    return new Document("status", move.status().name()).append(MOVES, move.moves());
  }

  private static MovedTicket moved(Document found) {
    Document counted = found.get(COUNTED, Document.class);
    return new MovedTicket(
        found.getString("_id"),
        found.getInteger(MOVES),
        TicketStatus.valueOf(found.getString("status")),
        counted == null ? null : TicketStatus.valueOf(counted.getString("status")),
        start(found.get("terms", Document.class)),
        found.getDate("validTo").toInstant());
  }

  private static @Nullable Instant start(Document terms) {
    return terms.getDate("start") == null ? null : terms.getDate("start").toInstant();
  }

  private ReactiveMongoCollection<Document> collection() {
    return tickets
        .mongoDatabase()
        .getCollection(tickets.mongoCollection().getNamespace().getCollectionName());
  }
}
