package dev.quanbao.ticket.store;

import static dev.quanbao.ticket.store.TicketFields.COUNTED;
import static dev.quanbao.ticket.store.TicketFields.COUNTED_MOVES;
import static dev.quanbao.ticket.store.TicketFields.ID;
import static dev.quanbao.ticket.store.TicketFields.MOVED_IN;
import static dev.quanbao.ticket.store.TicketFields.MOVES;
import static dev.quanbao.ticket.store.TicketFields.START;
import static dev.quanbao.ticket.store.TicketFields.STATUS;
import static dev.quanbao.ticket.store.TicketFields.VALID_TO;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.ticket.model.CountedMove;
import dev.quanbao.ticket.model.MovedTicket;
import dev.quanbao.ticket.model.TicketStatus;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The moves of tickets, that is the changes of their status, which statistics have to count.
 *
 * <p>The write that moves a ticket marks the ticket as well. The number of a ticket's moves only
 * grows, so that a count that comes late finds out that a later move is counted already. A status
 * that follows from the clock is not a move: statistics work it out without a count.
 */
@ApplicationScoped
public class TicketMoves {

  private static final Bson SEEN = Projections.include(STATUS, MOVES, COUNTED, START, VALID_TO);
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final TicketRepository tickets;

  public TicketMoves(TicketRepository tickets) {
    this.tickets = tickets;
  }

  /** The part of the update that every write contains which moves tickets of a package. */
  static Bson mark(String packageId) {
    return Updates.combine(Updates.set(MOVED_IN, packageId), Updates.inc(MOVES, 1));
  }

  /** Finds tickets of a package that were moved after they were counted, in no order. */
  public Uni<List<MovedTicket>> findUncounted(String packageId, int limit) {
    return tickets
        .documents()
        .find(Filters.eq(MOVED_IN, packageId), new FindOptions().projection(SEEN).limit(limit))
        .map(TicketMoves::moved)
        .collect()
        .asList();
  }

  /** Finds a package that has uncounted moves. */
  public Uni<Optional<String>> findPackageToCount() {
    return tickets
        .documents()
        .find(
            Filters.gt(MOVED_IN, ""),
            new FindOptions().projection(Projections.include(MOVED_IN)).limit(1))
        .map(found -> found.getString(MOVED_IN))
        .toUni()
        .map(Optional::ofNullable);
  }

  /**
   * Marks moves as counted. Repeating it changes nothing, and it leaves a ticket alone of which a
   * later move has been counted since.
   */
  public Uni<Void> markCounted(List<CountedMove> counted) {
    return write(counted, TicketMoves::lastMove)
        .chain(matched ->
            matched == counted.size()
                ? Uni.createFrom().voidItem()
                // The other tickets have moved again, and keep their mark.
                : write(counted, TicketMoves::earlierMove).replaceWithVoid());
  }

  private static UpdateOneModel<Document> lastMove(CountedMove move) {
    return new UpdateOneModel<>(
        Filters.and(Filters.eq(move.ticketId()), Filters.eq(MOVES, move.moves())),
        Updates.combine(Updates.set(COUNTED, document(move)), Updates.unset(MOVED_IN)));
  }

  private static UpdateOneModel<Document> earlierMove(CountedMove move) {
    return new UpdateOneModel<>(
        Filters.and(
            Filters.eq(move.ticketId()),
            Filters.gt(MOVES, move.moves()),
            Filters.or(Filters.exists(COUNTED, false), Filters.lt(COUNTED_MOVES, move.moves()))),
        Updates.set(COUNTED, document(move)));
  }

  private Uni<Integer> write(
      List<CountedMove> counted, Function<CountedMove, UpdateOneModel<Document>> model) {
    return tickets
        .documents()
        .bulkWrite(counted.stream().map(model).toList(), UNORDERED)
        .map(result -> result.getMatchedCount());
  }

  private static Document document(CountedMove move) {
    return new Document(STATUS, move.status().name()).append(MOVES, move.moves());
  }

  private static MovedTicket moved(Document found) {
    Document counted = found.get(COUNTED, Document.class);
    return new MovedTicket(
        found.getString(ID),
        found.getInteger(MOVES),
        TicketStatus.valueOf(found.getString(STATUS)),
        counted == null ? null : TicketStatus.valueOf(counted.getString(STATUS)),
        moment(found, START),
        Objects.requireNonNull(moment(found, VALID_TO)));
  }

  private static @Nullable Instant moment(Document found, String path) {
    Date stored = found.getEmbedded(List.of(path.split("\\.", -1)), Date.class);
    return stored == null ? null : stored.toInstant();
  }
}
