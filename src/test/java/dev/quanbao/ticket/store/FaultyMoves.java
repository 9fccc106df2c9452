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
  private final int tellsAtMost;
  private final boolean blindly;
  private final Supplier<Uni<Void>> end;

  private FaultyMoves(
      StoredTickets stored, int tellsAtMost, boolean blindly, Supplier<Uni<Void>> end) {
    super(stored.repository());
    this.tickets = stored.repository();
    this.tellsAtMost = tellsAtMost;
    this.blindly = blindly;
    this.end = end;
  }

  /** Tells so many tickets that they are counted, then ends in some way. */
  public static TicketMoves endingAfter(StoredTickets stored, int tells, Supplier<Uni<Void>> end) {
    return new FaultyMoves(stored, tells, false, end);
  }

  /** Tells tickets that they are counted whatever has happened to them since. */
  public static TicketMoves blind(StoredTickets stored) {
    return new FaultyMoves(stored, Integer.MAX_VALUE, true, () -> Uni.createFrom().voidItem());
  }

  @Override
  public Uni<Void> markCounted(List<CountedMove> counted) {
    List<CountedMove> told = counted.subList(0, Math.min(tellsAtMost, counted.size()));
    Uni<Void> telling =
        told.isEmpty()
            ? Uni.createFrom().voidItem()
            : blindly ? tellBlindly(told) : super.markCounted(told);
    return telling.chain(end::get);
  }

  private Uni<Void> tellBlindly(List<CountedMove> counted) {
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
