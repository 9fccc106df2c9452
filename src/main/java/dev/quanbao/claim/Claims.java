package dev.quanbao.claim;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.claim.Claim.State;
import dev.quanbao.platform.store.ManyInserts;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.ticket.OwnerType;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The stored claims. */
@ApplicationScoped
public class Claims implements ReactivePanacheMongoRepositoryBase<Claim, String>, StartupTask {

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
                    Indexes.ascending("ownerId", "packageId", "ownerType", "nth"),
                    new IndexOptions().unique(true)),
            mongoCollection().createIndex(Indexes.ascending("state", "startedAt")),
            mongoCollection().createIndex(Indexes.ascending("packageCode")),
            mongoCollection().createIndex(Indexes.ascending("packageId", "passedOn", "_id")))
        .andFailFast()
        .replaceWithVoid();
  }

  /** Stores claims and gives back the places of those whose owner has such a copy already. */
  Uni<Set<Integer>> insert(List<Claim> claims) {
    return ManyInserts.into(mongoCollection(), claims);
  }

  /** All claims of some people on a package, counting or not. */
  Uni<List<Claim>> of(Collection<String> ownerIds, String packageId) {
    return mongoCollection()
        .find(Filters.and(Filters.in("ownerId", ownerIds), Filters.eq("packageId", packageId)))
        .collect()
        .asList();
  }

  /**
   * Lets a claim take over one of the copies that an OP still has; null when there is none.
   *
   * @param copyId the one copy that is wanted; null for any
   */
  Uni<Claim> passOn(String opId, String packageId, @Nullable String copyId, String claimId) {
    Bson kept =
        Filters.and(
            Filters.eq("ownerId", opId),
            Filters.eq("packageId", packageId),
            Filters.eq("ownerType", OwnerType.OP),
            Filters.eq("state", State.DONE),
            Filters.eq("passedTo", null));
    return mongoCollection()
        .findOneAndUpdate(
            copyId == null ? kept : Filters.and(Filters.eq(copyId), kept),
            Updates.set("passedTo", claimId),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
  }

  /** Whether an OP has copies that are still being issued. */
  Uni<Boolean> areBeingAllotted(String opId, String packageId) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq("ownerId", opId),
                Filters.eq("packageId", packageId),
                Filters.eq("ownerType", OwnerType.OP),
                Filters.eq("state", State.PENDING)),
            new FindOptions().limit(1))
        .collect()
        .first()
        .map(found -> found != null);
  }

  /** The copy that a claim has taken over from its sender; null when there is none. */
  Uni<Claim> passedOnTo(Claim claim) {
    return mongoCollection()
        .find(copyOf(claim.senderId(), claim.packageId(), claim.id()))
        .collect()
        .first();
  }

  /** Gives the copy that a claim has taken over back to its sender. */
  Uni<Void> giveBack(Claim claim) {
    return giveBack(claim.senderId(), claim.packageId(), claim.id());
  }

  /** Gives the copy that a claim has taken over back to the OP it is from. */
  Uni<Void> giveBack(@Nullable String opId, String packageId, String claimId) {
    return mongoCollection()
        .updateOne(copyOf(opId, packageId, claimId), Updates.set("passedTo", null))
        .replaceWithVoid();
  }

  private static Bson copyOf(@Nullable String opId, String packageId, String claimId) {
    return Filters.and(
        Filters.eq("ownerId", opId),
        Filters.eq("packageId", packageId),
        Filters.eq("ownerType", OwnerType.OP),
        Filters.eq("passedTo", claimId));
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
