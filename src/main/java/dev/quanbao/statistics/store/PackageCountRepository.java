package dev.quanbao.statistics.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.statistics.model.CountRules.Counter;
import dev.quanbao.statistics.model.PackageCount;
import dev.quanbao.ticket.model.CountedMove;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;

/** The stored counts; each changes only while it has the version that was read. */
@ApplicationScoped
public class PackageCountRepository implements DocumentRepository<PackageCount> {

  /** Finds the count of a package; stores an empty one if there is none. */
  public Uni<PackageCount> findOrBegin(String packageId) {
    return findById(packageId)
        .onItem()
        .ifNull()
        .switchTo(
            () -> insertIfAbsent(PackageCount.first(packageId)).chain(() -> findById(packageId)));
  }

  /**
   * Counts moves, and notes them as pending.
   *
   * @return false if the count has changed since it was read; then nothing is counted
   */
  public Uni<Boolean> commit(
      PackageCount seen, Map<Counter, Integer> changes, List<CountedMove> moves) {
    List<Bson> updates = new ArrayList<>();
    changes.forEach(
        (counter, change) -> updates.add(Updates.inc(PackageCountFields.counter(counter), change)));
    updates.add(Updates.set(PackageCountFields.PENDING, moves));
    return change(seen, updates);
  }

  /** Clears the pending moves, all of which are marked as counted in their tickets. */
  public Uni<Boolean> clearPending(PackageCount seen) {
    return change(
        seen, new ArrayList<>(List.of(Updates.set(PackageCountFields.PENDING, List.of()))));
  }

  private Uni<Boolean> change(PackageCount seen, List<Bson> updates) {
    updates.add(Updates.inc(PackageCountFields.VERSION, 1L));
    return mongoCollection()
        .updateOne(
            Filters.and(
                Filters.eq(seen.id()), Filters.eq(PackageCountFields.VERSION, seen.version())),
            Updates.combine(updates))
        .map(result -> result.getMatchedCount() == 1);
  }
}
