package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.giftpackage.model.UseStatus;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.ticket.model.Sweep;
import dev.quanbao.ticket.store.SweepFilters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * Finds the packages that a sweep has to write something into, and writes it.
 *
 * <p>Each write repeats the condition by which the packages were found, so that of two sweeps only
 * one changes a package.
 */
@ApplicationScoped
public class PackageSweeps {

  private final GiftPackageRepository packages;

  PackageSweeps(GiftPackageRepository packages) {
    this.packages = packages;
  }

  /** The ids of some packages whose tickets have all ended, and that don't say so yet. */
  public Uni<List<String>> findOver(Sweep sweep) {
    return findIds(Filters.and(isOver(sweep), SweepFilters.isSwept(sweep)));
  }

  /**
   * Marks those of some packages as expired whose tickets have all ended; gives their number. Their
   * revision grows, so that an edit that gives one later dates at the same moment reads it again.
   */
  public Uni<Integer> markExpired(List<String> ids, Sweep sweep) {
    return packages
        .mongoCollection()
        .updateMany(
            Filters.and(Filters.in(PackageFields.ID, ids), isOver(sweep)),
            Updates.combine(
                Updates.set(PackageFields.USE_STATUS, UseStatus.EXPIRED),
                Updates.inc(PackageFields.REVISION, 1L),
                AuditOutbox.add(
                    sweep.entry("useStatus", UseStatus.NORMAL.name(), UseStatus.EXPIRED.name()))))
        .map(result -> Math.toIntExact(result.getModifiedCount()));
  }

  private static Bson isOver(Sweep sweep) {
    return Filters.and(
        Filters.eq(PackageFields.USE_STATUS, UseStatus.NORMAL),
        SweepFilters.isOver(PackageFields.LAST_USE_END, sweep),
        Filters.exists(PackageFields.CREATING_SINCE, false));
  }

  /** The ids of some packages of which nothing is left, and that don't say so yet. */
  public Uni<List<String>> findUnmarkedSoldOut(Sweep sweep) {
    return findIds(Filters.and(isUnmarkedSoldOut(), SweepFilters.isSwept(sweep)));
  }

  /**
   * Marks those of some packages as sold out of which nothing is left; gives the ids of those that
   * no other sweep had marked. Each mark names its sweep, so that the store says which sweep was
   * first with each of them.
   *
   * @param sweepId tells this sweep from all others
   */
  public Uni<List<String>> markSoldOut(List<String> ids, String sweepId, Sweep sweep) {
    Bson some = Filters.in(PackageFields.ID, ids);
    return packages
        .mongoCollection()
        .updateMany(
            Filters.and(some, isUnmarkedSoldOut()),
            Updates.combine(
                Updates.set(PackageFields.SOLD_OUT_MARKED, true),
                Updates.set(PackageFields.SOLD_OUT_MARKED_BY, sweepId),
                AuditOutbox.add(sweep.entry("receiveOver", "false", "true"))))
        .chain(() ->
            findIds(Filters.and(some, Filters.eq(PackageFields.SOLD_OUT_MARKED_BY, sweepId))));
  }

  private static Bson isUnmarkedSoldOut() {
    return Filters.and(
        Filters.eq(PackageFields.LEFT, 0), Filters.eq(PackageFields.SOLD_OUT_MARKED, false));
  }

  private Uni<List<String>> findIds(Bson which) {
    return PacedBatches.ids(packages.mongoCollection(), which);
  }
}
