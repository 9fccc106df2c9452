package dev.quanbao.statistics.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.platform.store.StoreErrors;
import dev.quanbao.statistics.model.PackageCount;
import dev.quanbao.ticket.model.CountedMove;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;

/** The stored counts; each changes only if it is still the one that was read. */
@ApplicationScoped
public class PackageCountRepository
    implements ReactivePanacheMongoRepositoryBase<PackageCount, String> {

  /** The count of a package, begun if there is none. */
  public Uni<PackageCount> of(String packageId) {
    return findById(packageId)
        .onItem()
        .ifNull()
        .switchTo(() -> begin(packageId).chain(() -> findById(packageId)));
  }

  private Uni<Void> begin(String packageId) {
    return persist(PackageCount.first(packageId))
        .replaceWithVoid()
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithNull();
  }

  /** Counts moves: from here on they count, and never again; false if somebody was faster. */
  public Uni<Boolean> commit(
      PackageCount seen, Map<String, Integer> changes, List<CountedMove> moves) {
    List<Bson> updates = new ArrayList<>();
    changes.forEach((path, change) -> updates.add(Updates.inc("moved." + path, change)));
    updates.add(Updates.set("pending", moves));
    return change(seen, updates);
  }

  /** Forgets moves whose tickets all say that they are counted. */
  public Uni<Boolean> clear(PackageCount seen) {
    return change(seen, new ArrayList<>(List.of(Updates.set("pending", List.of()))));
  }

  private Uni<Boolean> change(PackageCount seen, List<Bson> updates) {
    updates.add(Updates.inc("version", 1L));
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(seen.id()), Filters.eq("version", seen.version())),
            Updates.combine(updates))
        .map(result -> result.getMatchedCount() == 1);
  }
}
