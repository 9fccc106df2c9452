package dev.quanbao.giftpackage.sweep;

import dev.quanbao.giftpackage.store.PackageSweeps;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.platform.store.background.PacedBatches.Step;
import dev.quanbao.ticket.model.Sweep;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Marks packages of which nothing is left to claim (是否领取完毕, 2.33), and reports those that it was
 * the first to mark.
 *
 * <p>Every claim that takes a copy removes the mark, so that a package whose limit was raised is
 * reported again once it is sold out again.
 */
@ApplicationScoped
public class MarkSoldOut {

  private final PackageSweeps sweeps;
  private final PacedBatches batches;

  MarkSoldOut(PackageSweeps sweeps, PacedBatches batches) {
    this.sweeps = sweeps;
    this.batches = batches;
  }

  /**
   * Marks all packages that are sold out; gives the ids of those that no other sweep had marked.
   */
  public Uni<List<String>> markAll(Sweep sweep) {
    String sweepId = Ids.random();
    List<String> first = new ArrayList<>();
    return batches
        .repeat(
            sweep.end(),
            () ->
                sweeps
                    .findUnmarkedSoldOut(sweep)
                    .chain(ids ->
                        mark(ids, sweepId, sweep)
                            .invoke(first::addAll)
                            .map(marked -> new Step(ids.size(), marked.size()))))
        .replaceWith(first);
  }

  private Uni<List<String>> mark(List<String> ids, String sweepId, Sweep sweep) {
    return ids.isEmpty() ? Uni.createFrom().item(ids) : sweeps.markSoldOut(ids, sweepId, sweep);
  }
}
