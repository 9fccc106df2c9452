package dev.quanbao.claim;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Updates;
import dev.quanbao.claim.Claim.State;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The stored claims. */
@ApplicationScoped
public class Claims implements ReactivePanacheMongoRepositoryBase<Claim, String>, StartupTask {

  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return Uni.join()
        .all(
            mongoCollection()
                .createIndex(
                    Indexes.ascending("ownerId", "packageId", "nth"),
                    new IndexOptions().unique(true)),
            mongoCollection().createIndex(Indexes.ascending("state", "startedAt")),
            mongoCollection().createIndex(Indexes.ascending("packageCode")))
        .andFailFast()
        .replaceWithVoid();
  }

  /** Stores claims and gives back the places of those whose owner has such a copy already. */
  Uni<Set<Integer>> insert(List<Claim> claims) {
    return mongoCollection()
        .insertMany(claims, UNORDERED)
        .map(done -> Set.<Integer>of())
        .onFailure(failure -> StoreErrors.duplicates(failure).isPresent())
        .recoverWithItem(failure -> StoreErrors.duplicates(failure).orElseThrow());
  }

  /** All claims of some people on a package, counting or not. */
  Uni<List<Claim>> of(Collection<String> ownerIds, String packageId) {
    return mongoCollection()
        .find(Filters.and(Filters.in("ownerId", ownerIds), Filters.eq("packageId", packageId)))
        .collect()
        .asList();
  }

  /** Forgets claims that will never count. */
  Uni<Void> forget(Collection<String> ids) {
    return mongoCollection()
        .deleteMany(Filters.and(Filters.in("_id", ids), Filters.eq("state", State.PENDING)))
        .replaceWithVoid();
  }

  /** Writes down that the tickets of claims are there. */
  Uni<Void> markDone(Collection<String> ids) {
    return mongoCollection()
        .updateMany(Filters.in("_id", ids), Updates.set("state", State.DONE))
        .replaceWithVoid();
  }

  /** Which of some claims are known to be complete. */
  Uni<List<String>> done(Collection<String> ids) {
    return mongoCollection()
        .find(Filters.and(Filters.in("_id", ids), Filters.eq("state", State.DONE)))
        .map(Claim::id)
        .collect()
        .asList();
  }

  /** Claims that somebody began before a moment and nobody has finished. */
  Uni<List<Claim>> interrupted(Instant before, int limit) {
    return mongoCollection()
        .find(
            Filters.and(Filters.eq("state", State.PENDING), Filters.lt("startedAt", before)),
            new FindOptions().limit(limit))
        .collect()
        .asList();
  }
}
