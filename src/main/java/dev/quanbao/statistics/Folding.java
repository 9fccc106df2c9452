package dev.quanbao.statistics;

import dev.quanbao.statistics.model.FoldRules;
import dev.quanbao.statistics.model.PackageCount;
import dev.quanbao.statistics.store.PackageCountRepository;
import dev.quanbao.ticket.model.CountedMove;
import dev.quanbao.ticket.model.MovedTicket;
import dev.quanbao.ticket.store.TicketMoves;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Counts what has become of tickets, each move once, whoever dies when and however many do it at
 * once.
 *
 * <ol>
 *   <li>read the count; what is pending there is finished first;
 *   <li>read uncounted moves, work out the change;
 *   <li>commit: change the count, if it is still the one that was read, and note the moves in it;
 *   <li>write into the tickets that they are counted;
 *   <li>clear the note.
 * </ol>
 */
@ApplicationScoped
class Folding {

  private static final int BATCH = 2_000;
  private static final int STEPS = 60;

  private final PackageCountRepository counts;
  private final TicketMoves moves;

  Folding(PackageCountRepository counts, TicketMoves moves) {
    this.counts = counts;
    this.moves = moves;
  }

  /** Counts all moves of a package; empty if there are more than can be counted in good time. */
  Uni<Optional<PackageCount>> fold(String packageId) {
    return fold(packageId, STEPS);
  }

  private Uni<Optional<PackageCount>> fold(String packageId, int stepsLeft) {
    if (stepsLeft == 0) {
      return Uni.createFrom().item(Optional.empty());
    }
    return counts
        .of(packageId)
        .chain(seen ->
            seen.pending().isEmpty()
                ? countNext(seen, stepsLeft)
                : finish(seen).chain(() -> fold(packageId, stepsLeft - 1)));
  }

  private Uni<Optional<PackageCount>> countNext(PackageCount seen, int stepsLeft) {
    return moves
        .uncounted(seen.id(), BATCH)
        .chain(found ->
            found.isEmpty()
                ? Uni.createFrom().item(Optional.of(seen))
                : commit(seen, found).chain(() -> fold(seen.id(), stepsLeft - 1)));
  }

  // Whether it was this change or another's that was written, the next look says.
  private Uni<Boolean> commit(PackageCount seen, List<MovedTicket> found) {
    return counts.commit(
        seen, FoldRules.changes(found), found.stream().map(CountedMove::of).toList());
  }

  private Uni<Boolean> finish(PackageCount seen) {
    return moves.counted(seen.pending()).chain(() -> counts.clear(seen));
  }
}
