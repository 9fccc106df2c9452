package dev.quanbao.ticket.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.ticket.model.CountedMove;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;

/** Moves whose counting is done badly or is interrupted. */
public final class FaultyMoves extends TicketMoves {

  private final TicketRepository tickets;
  private final int marksAtMost;
  private final boolean blindly;
  private final Supplier<Uni<Void>> end;

  private FaultyMoves(
      StoredTickets stored, int marksAtMost, boolean blindly, Supplier<Uni<Void>> end) {
    super(stored.repository());
    this.tickets = stored.repository();
    this.marksAtMost = marksAtMost;
    this.blindly = blindly;
    this.end = end;
  }

  /** Marks the first moves as counted, then ends in some way. */
  public static TicketMoves endingAfter(StoredTickets stored, int marks, Supplier<Uni<Void>> end) {
    return new FaultyMoves(stored, marks, false, end);
  }

  /** Marks moves as counted even where a later move is. */
  public static TicketMoves blind(StoredTickets stored) {
    return new FaultyMoves(stored, Integer.MAX_VALUE, true, () -> Uni.createFrom().voidItem());
  }

  @Override
  public Uni<Void> markCounted(List<CountedMove> counted) {
    List<CountedMove> some = counted.subList(0, Math.min(marksAtMost, counted.size()));
    Uni<Void> marking =
        some.isEmpty()
            ? Uni.createFrom().voidItem()
            : blindly ? markBlindly(some) : super.markCounted(some);
    return marking.chain(end::get);
  }

  private Uni<Void> markBlindly(List<CountedMove> counted) {
    return Multi.createFrom()
        .iterable(counted)
        .onItem()
        .transformToUniAndConcatenate(move ->
            tickets
                .mongoCollection()
                .updateOne(
                    Filters.eq(move.ticketId()),
                    Updates.combine(
                        Updates.unset("movedIn"),
                        Updates.set(
                            "counted",
                            new Document("status", move.status().name())
                                .append("moves", move.moves())))))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
