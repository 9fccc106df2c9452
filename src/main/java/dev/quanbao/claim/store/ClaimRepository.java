package dev.quanbao.claim.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.Claim.State;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.ticket.model.OwnerType;
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
public class ClaimRepository
    implements ReactivePanacheMongoRepositoryBase<Claim, String>, StartupTask {

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
            mongoCollection()
                .createIndex(
                    Indexes.ascending("state", "startedAt"),
                    new IndexOptions()
                        .partialFilterExpression(
                            Filters.in("state", State.PENDING, State.RETURNING))),
            mongoCollection().createIndex(Indexes.ascending("packageCode")),
            mongoCollection().createIndex(Indexes.ascending("packageId", "passedOn", "_id")))
        .andFailFast()
        .replaceWithVoid();
  }

  /** Stores claims and gives back the places of those whose owner has such a copy already. */
  public Uni<Set<Integer>> insert(List<Claim> claims) {
    return BulkInsert.into(mongoCollection(), claims);
  }

  /** All claims of some people on a package, counting or not. */
  public Uni<List<Claim>> of(Collection<String> ownerIds, String packageId) {
    return mongoCollection()
        .find(Filters.and(Filters.in("ownerId", ownerIds), Filters.eq("packageId", packageId)))
        .collect()
        .asList();
  }

  /** Finds a claim of the copy with a package code; null when there is none. */
  public Uni<@Nullable Claim> findByPackageCode(String code) {
    return mongoCollection().find(Filters.eq("packageCode", code)).collect().first();
  }

  /** The copies that an operation has set aside for some receivers. */
  public Uni<List<Claim>> setAside(
      Collection<String> ownerIds, String packageId, String operation) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.in("ownerId", ownerIds),
                Filters.eq("packageId", packageId),
                Filters.eq("ownerType", OwnerType.RECEIVER),
                Filters.eq("operation", operation)),
            new FindOptions().batchSize(ownerIds.size() + 1))
        .collect()
        .asList();
  }

  /**
   * Lets a claim take over one of the copies that an OP still has; null when there is none.
   *
   * @param copyId the one copy that is wanted; null for any
   */
  public Uni<Claim> passOn(String opId, String packageId, @Nullable String copyId, String claimId) {
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

  /**
   * Lets a claim take over a copy that is set aside for its user or for anybody; null when it isn't
   * there for him.
   */
  public Uni<Claim> takeSetAside(String copyId, String userId, String claimId) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(
                Filters.eq(copyId),
                Filters.or(Filters.eq("reservedFor", null), Filters.eq("reservedFor", userId)),
                Filters.eq("state", State.DONE),
                Filters.eq("passedTo", null)),
            Updates.set("passedTo", claimId),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
  }

  /** Whether an OP has copies that are still being issued. */
  public Uni<Boolean> areBeingAllotted(String opId, String packageId) {
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

  /** The copy that a claim has taken over; null when there is none. */
  public Uni<Claim> passedOnTo(Claim claim) {
    return mongoCollection()
        .find(copyOf(claim.from(), claim.packageId(), claim.id()))
        .collect()
        .first();
  }

  /** Gives the copy that a claim has taken over back to whom it is from. */
  public Uni<Void> giveBack(Claim claim) {
    return giveBack(claim.from(), claim.packageId(), claim.id());
  }

  /** As {@link #giveBack(Claim)}, of a claim of which only its id is known. */
  public Uni<Void> giveBack(@Nullable String from, String packageId, String claimId) {
    return mongoCollection()
        .updateOne(copyOf(from, packageId, claimId), Updates.set("passedTo", null))
        .replaceWithVoid();
  }

  private static Bson copyOf(@Nullable String from, String packageId, String claimId) {
    return Filters.and(
        Filters.eq("ownerId", from),
        Filters.eq("packageId", packageId),
        Filters.eq("passedTo", claimId));
  }

  /** Writes the codes of children into claims that have no tickets to know them. */
  public Uni<Void> keepCodes(List<Claim> claims) {
    List<UpdateOneModel<Claim>> codes =
        claims.stream()
            .map(claim ->
                new UpdateOneModel<Claim>(
                    Filters.eq(claim.id()), Updates.set("packageCode", claim.copyCode())))
            .toList();
    return codes.isEmpty()
        ? Uni.createFrom().voidItem()
        : mongoCollection()
            .bulkWrite(codes, new BulkWriteOptions().ordered(false))
            .replaceWithVoid();
  }

  /** Lets an attempt have those of some copies that are set aside and that nobody has taken. */
  public Uni<Void> beginReturn(Collection<String> copyIds, String attemptId, Instant at) {
    return mongoCollection()
        .updateMany(
            Filters.and(
                Filters.in("_id", copyIds),
                Filters.eq("ownerType", OwnerType.RECEIVER),
                Filters.eq("state", State.DONE),
                Filters.eq("passedTo", null)),
            Updates.combine(
                Updates.set("state", State.RETURNING),
                Updates.set("passedOn", true),
                Updates.set("passedTo", attemptId),
                Updates.set("startedAt", at)))
        .replaceWithVoid();
  }

  /** The copies that an attempt is giving back. */
  public Uni<List<Claim>> returning(String attemptId) {
    return mongoCollection().find(returned(attemptId)).collect().asList();
  }

  /** Writes down that an attempt's copies are back. */
  public Uni<Void> endReturn(String attemptId) {
    return mongoCollection()
        .updateMany(returned(attemptId), Updates.set("state", State.RETURNED))
        .replaceWithVoid();
  }

  /** Leaves an attempt's copies as they were. */
  public Uni<Void> undoReturn(String attemptId) {
    return mongoCollection()
        .updateMany(
            returned(attemptId),
            Updates.combine(
                Updates.set("state", State.DONE),
                Updates.set("passedOn", false),
                Updates.set("passedTo", null)))
        .replaceWithVoid();
  }

  private static Bson returned(String attemptId) {
    return Filters.and(Filters.eq("state", State.RETURNING), Filters.eq("passedTo", attemptId));
  }

  /** Forgets claims that will never count. */
  public Uni<Void> forget(Collection<String> ids) {
    return mongoCollection()
        .deleteMany(Filters.and(Filters.in("_id", ids), Filters.eq("state", State.PENDING)))
        .replaceWithVoid();
  }

  /** Writes down that the tickets of claims are there. */
  public Uni<Void> markDone(Collection<String> ids) {
    return mongoCollection()
        .updateMany(
            Filters.and(Filters.in("_id", ids), Filters.eq("state", State.PENDING)),
            Updates.set("state", State.DONE))
        .replaceWithVoid();
  }

  /** Which of some claims are known to be complete. */
  public Uni<List<String>> done(Collection<String> ids) {
    return mongoCollection()
        .find(Filters.and(Filters.in("_id", ids), Filters.ne("state", State.PENDING)))
        .map(Claim::id)
        .collect()
        .asList();
  }

  /** Which of some attempts to give copies back are not known to be complete. */
  public Uni<Set<String>> stillReturning(Collection<String> attemptIds) {
    return mongoCollection()
        .find(Filters.and(Filters.eq("state", State.RETURNING), Filters.in("passedTo", attemptIds)))
        .map(Claim::taker)
        .collect()
        .asSet();
  }

  /** Claims that somebody began before a moment and nobody has finished. */
  public Uni<List<Claim>> interrupted(Instant before, int limit) {
    return interrupted(State.PENDING, before, limit);
  }

  /** Copies that somebody began to give back before a moment, and nobody has finished. */
  public Uni<List<Claim>> interruptedReturns(Instant before, int limit) {
    return interrupted(State.RETURNING, before, limit);
  }

  private Uni<List<Claim>> interrupted(State state, Instant before, int limit) {
    return mongoCollection()
        .find(
            Filters.and(Filters.eq("state", state), Filters.lt("startedAt", before)),
            new FindOptions().limit(limit))
        .collect()
        .asList();
  }
}
