package dev.quanbao.statistics;

import dev.quanbao.platform.flow.Retry;
import dev.quanbao.statistics.model.CountRules;
import dev.quanbao.statistics.model.PackageCount;
import dev.quanbao.statistics.store.PackageCountRepository;
import dev.quanbao.ticket.model.CountedMove;
import dev.quanbao.ticket.model.MovedTicket;
import dev.quanbao.ticket.store.TicketMoves;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the moves of a package's tickets.
 *
 * <p>Each move counts once, though a count may be interrupted anywhere and several replicas may
 * count at once:
 *
 * <ol>
 *   <li>read the count; if moves are pending there, continue with step 4;
 *   <li>read uncounted moves and work out the change;
 *   <li>commit: change the count, if its version still stands, and note the moves in it as pending;
 *   <li>mark the pending moves as counted in their tickets;
 *   <li>clear the pending moves.
 * </ol>
 */
@ApplicationScoped
class CountMoves {

  private static final int BATCH = 2_000;
  private static final int STEPS = 60;

  private final PackageCountRepository counts;
  private final TicketMoves moves;

  CountMoves(PackageCountRepository counts, TicketMoves moves) {
    this.counts = counts;
    this.moves = moves;
  }

  /** Counts all moves of a package; empty if {@link #STEPS} steps were too few for them. */
  Uni<Optional<PackageCount>> count(String packageId) {
    return Retry.upTo(STEPS, () -> step(packageId)).map(Optional::ofNullable);
  }

  // Gives the count once no move is left to be counted.
  private Uni<@Nullable PackageCount> step(String packageId) {
    return counts
        .findOrBegin(packageId)
        .chain(seen ->
            seen.pending().isEmpty() ? countNext(seen) : finish(seen).replaceWith(() -> null));
  }

  private Uni<@Nullable PackageCount> countNext(PackageCount seen) {
    return moves
        .findUncounted(seen.id(), BATCH)
        .chain(found ->
            found.isEmpty()
                ? Uni.createFrom().item(seen)
                : commit(seen, found).replaceWith(() -> null));
  }

  // The next step reads whether this commit was written or another one.
  private Uni<Boolean> commit(PackageCount seen, List<MovedTicket> found) {
    return counts.commit(
        seen, CountRules.changes(found), found.stream().map(CountedMove::of).toList());
  }

  private Uni<Boolean> finish(PackageCount seen) {
    return moves.markCounted(seen.pending()).chain(() -> counts.clearPending(seen));
  }
}
