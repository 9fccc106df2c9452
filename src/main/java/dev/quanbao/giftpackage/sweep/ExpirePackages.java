package dev.quanbao.giftpackage.sweep;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.model.UseStatus;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.store.PacedBatches;
import dev.quanbao.platform.store.PacedBatches.Step;
import dev.quanbao.ticket.model.Sweep;
import dev.quanbao.ticket.store.SweepFilters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * Writes down that no ticket of a package can be of use any more (已过期).
 *
 * <p>The rule stands in the write, and the write makes the package's revision grow: an edit that
 * gives it later dates at the same moment looks at it again.
 */
@ApplicationScoped
public class ExpirePackages {

  private final GiftPackageRepository packages;
  private final PacedBatches batches;

  ExpirePackages(GiftPackageRepository packages, PacedBatches batches) {
    this.packages = packages;
    this.batches = batches;
  }

  /** Expires all packages that are over; gives their number. */
  public Uni<Integer> all(Sweep sweep) {
    Bson due = Filters.and(isDue(sweep), SweepFilters.isSwept(sweep));
    return batches.repeat(
        sweep.end(),
        () -> PacedBatches.ids(packages.mongoCollection(), due).chain(ids -> write(ids, sweep)));
  }

  /** Expires one package if it is over; gives 1 if it was this sweep that did. */
  public Uni<Integer> one(String packageId, Sweep sweep) {
    return write(List.of(packageId), sweep).map(Step::changed);
  }

  private static Bson isDue(Sweep sweep) {
    return Filters.and(
        Filters.eq("standing.useStatus", UseStatus.NORMAL),
        SweepFilters.isOver("lastUseEnd", sweep),
        Filters.exists("hiddenSince", false));
  }

  private Uni<Step> write(List<String> ids, Sweep sweep) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(new Step(0, 0));
    }
    return packages
        .mongoCollection()
        .updateMany(
            Filters.and(Filters.in("_id", ids), isDue(sweep)),
            Updates.combine(
                Updates.set("standing.useStatus", UseStatus.EXPIRED),
                Updates.inc("revision", 1L),
                Updates.push(
                    "unfiled",
                    sweep.entry("useStatus", UseStatus.NORMAL.name(), UseStatus.EXPIRED.name()))))
        .map(result -> new Step(ids.size(), Math.toIntExact(result.getModifiedCount())));
  }
}
