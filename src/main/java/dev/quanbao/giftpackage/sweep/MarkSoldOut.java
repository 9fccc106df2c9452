package dev.quanbao.giftpackage.sweep;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.store.PacedBatches;
import dev.quanbao.platform.store.PacedBatches.Step;
import dev.quanbao.ticket.model.Sweep;
import dev.quanbao.ticket.store.SweepFilters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * Writes down that nothing of a package is left to claim (是否领取完毕, 2.33), and tells of those whose
 * end it was the first to write down.
 *
 * <p>Every claim that comes to count takes the mark away ({@link Quota#END_WRITTEN}), so that a
 * package whose limit was raised has another end to be told of.
 */
@ApplicationScoped
public class MarkSoldOut {

  private static final String WRITER = "quota.endWriter";

  private final GiftPackageRepository packages;
  private final PacedBatches batches;

  MarkSoldOut(GiftPackageRepository packages, PacedBatches batches) {
    this.packages = packages;
    this.batches = batches;
  }

  /** Writes the ends that are unwritten; gives the ids of those that nobody else had written. */
  public Uni<List<String>> write(Sweep sweep) {
    String writer = Ids.random();
    List<String> first = new ArrayList<>();
    Bson due = Filters.and(isUnwritten(), SweepFilters.isSwept(sweep));
    return batches
        .repeat(
            sweep.end(),
            () ->
                PacedBatches.ids(packages.mongoCollection(), due)
                    .chain(ids ->
                        write(ids, writer, sweep)
                            .invoke(first::addAll)
                            .map(mine -> new Step(ids.size(), mine.size()))))
        .replaceWith(first);
  }

  private static Bson isUnwritten() {
    return Filters.and(Filters.eq("quota.left", 0), Filters.eq(Quota.END_WRITTEN, false));
  }

  // Who was first with each of many is said by the store: each end names its writer.
  private Uni<List<String>> write(List<String> ids, String writer, Sweep sweep) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(ids);
    }
    return packages
        .mongoCollection()
        .updateMany(
            Filters.and(Filters.in("_id", ids), isUnwritten()),
            Updates.combine(
                Updates.set(Quota.END_WRITTEN, true),
                Updates.set(WRITER, writer),
                Updates.push("unfiled", sweep.entry("receiveOver", "false", "true"))))
        .chain(() ->
            PacedBatches.ids(
                packages.mongoCollection(),
                Filters.and(Filters.in("_id", ids), Filters.eq(WRITER, writer))));
  }
}
