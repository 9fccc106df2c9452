package dev.quanbao.giftpackage.sweep;

import dev.quanbao.giftpackage.store.PackageSweeps;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.platform.store.background.PacedBatches.Step;
import dev.quanbao.ticket.model.Sweep;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Marks packages as expired (已过期) whose tickets have all ended. */
@ApplicationScoped
public class ExpirePackages {

  private final PackageSweeps sweeps;
  private final PacedBatches batches;

  ExpirePackages(PackageSweeps sweeps, PacedBatches batches) {
    this.sweeps = sweeps;
    this.batches = batches;
  }

  /** Expires all packages that are over; gives their number. */
  public Uni<Integer> expireAll(Sweep sweep) {
    return batches.repeat(
        sweep.end(), () -> sweeps.findOver(sweep).chain(ids -> expire(ids, sweep)));
  }

  /** Expires one package if it is over; gives 1 if this sweep expired it. */
  public Uni<Integer> expireOne(String packageId, Sweep sweep) {
    return sweeps.markExpired(List.of(packageId), sweep);
  }

  private Uni<Step> expire(List<String> ids, Sweep sweep) {
    return ids.isEmpty()
        ? Uni.createFrom().item(new Step(0, 0))
        : sweeps.markExpired(ids, sweep).map(expired -> new Step(ids.size(), expired));
  }
}
