package dev.quanbao.claim.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static dev.quanbao.claim.store.ClaimFields.ID;
import static dev.quanbao.claim.store.ClaimFields.NTH;
import static dev.quanbao.claim.store.ClaimFields.OPERATION;
import static dev.quanbao.claim.store.ClaimFields.OWNER_ID;
import static dev.quanbao.claim.store.ClaimFields.OWNER_TYPE;
import static dev.quanbao.claim.store.ClaimFields.PACKAGE_CODE;
import static dev.quanbao.claim.store.ClaimFields.PACKAGE_ID;
import static dev.quanbao.claim.store.ClaimFields.PASSED_ON;
import static dev.quanbao.claim.store.ClaimFields.PASSED_TO;
import static dev.quanbao.claim.store.ClaimFields.RESERVED_FOR;
import static dev.quanbao.claim.store.ClaimFields.STARTED_AT;
import static dev.quanbao.claim.store.ClaimFields.STATE;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.Owner;
import dev.quanbao.claim.store.StoredClaim.OwnerKind;
import dev.quanbao.claim.store.StoredClaim.State;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The stored claims. */
@ApplicationScoped
public class ClaimRepository implements DocumentRepository<StoredClaim> {

  private static final Comparator<Claim> BY_KEY =
      Comparator.comparing((Claim claim) -> ClaimIds.ownerId(claim.owner()))
          .thenComparingInt(Claim::nth);

  private static final FindOneAndUpdateOptions AFTERWARDS =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  @Override
  public List<IndexModel> indexes() {
    return List.of(
        Index.unique(OWNER_ID, PACKAGE_ID, OWNER_TYPE, NTH),
        Index.partial(in(STATE, State.PENDING, State.RELEASING), STATE, STARTED_AT),
        Index.on(PACKAGE_CODE),
        Index.on(PACKAGE_ID, PASSED_ON, ID));
  }

  /** Stores claims, and answers the ids of those whose owner has such a copy already. */
  public Uni<Set<String>> insert(List<Claim> claims) {
    // Batches of several replicas with the same people in them wait for each other one way round
    // only, on stores where an insert waits for another's: FerretDB was seen to report a deadlock.
    List<StoredClaim> inOrder = claims.stream().sorted(BY_KEY).map(StoredClaim::of).toList();
    return BulkInsert.into(mongoCollection(), inOrder)
        .map(taken ->
            taken.stream().map(place -> inOrder.get(place).id()).collect(Collectors.toSet()));
  }

  /** The claim with an id; null when there is none. */
  public Uni<@Nullable Claim> read(String claimId) {
    return first(eq(claimId));
  }

  /** The claim whose copy has a code, of a package whose copies share an alias; null for none. */
  public Uni<@Nullable Claim> readByPackageCode(String code) {
    return first(eq(PACKAGE_CODE, code));
  }

  /** All claims of some owners on a package, counting or not. */
  public Uni<List<Claim>> findByOwners(Collection<Owner> owners, String packageId) {
    Set<String> ownerIds = owners.stream().map(ClaimIds::ownerId).collect(Collectors.toSet());
    return all(and(in(OWNER_ID, ownerIds), eq(PACKAGE_ID, packageId)), new FindOptions());
  }

  /** The copies that an operation has set aside for the recipients with some keys. */
  public Uni<List<Claim>> findEarmarks(
      Collection<String> recipientKeys, String packageId, String operation) {
    return all(
        and(
            in(OWNER_ID, recipientKeys.stream().map(ClaimIds::ownerIdOf).toList()),
            eq(PACKAGE_ID, packageId),
            eq(OWNER_TYPE, OwnerKind.RECIPIENT),
            eq(OPERATION, operation)),
        new FindOptions().batchSize(recipientKeys.size() + 1));
  }

  /**
   * Lets a claim take over one of the copies that an OP still has; null when there is none.
   *
   * @param copyId the one copy that is wanted; null for any
   */
  public Uni<@Nullable Claim> takeOverAllotted(
      String opId, String packageId, @Nullable String copyId, String claimId) {
    Bson kept = and(allottedTo(opId, packageId), eq(STATE, State.DONE), eq(PASSED_TO, null));
    return takeOver(copyId == null ? kept : and(eq(copyId), kept), claimId);
  }

  /**
   * Lets a claim take over a copy that is set aside for its user or for anybody; null when it isn't
   * there for that user.
   */
  public Uni<@Nullable Claim> takeOverEarmark(String copyId, String userId, String claimId) {
    return takeOver(
        and(
            eq(copyId),
            or(eq(RESERVED_FOR, null), eq(RESERVED_FOR, userId)),
            eq(STATE, State.DONE),
            eq(PASSED_TO, null)),
        claimId);
  }

  private Uni<@Nullable Claim> takeOver(Bson which, String claimId) {
    return mongoCollection()
        .findOneAndUpdate(which, set(PASSED_TO, claimId), AFTERWARDS)
        .map(ClaimRepository::claimOrNull);
  }

  /** Whether copies are being allotted to an OP at this moment. */
  public Uni<Boolean> hasPendingAllotment(String opId, String packageId) {
    return first(and(allottedTo(opId, packageId), eq(STATE, State.PENDING)))
        .map(found -> found != null);
  }

  private static Bson allottedTo(String opId, String packageId) {
    return and(eq(OWNER_ID, opId), eq(PACKAGE_ID, packageId), eq(OWNER_TYPE, OwnerKind.OP));
  }

  /** The copy that a claim has taken over; null when there is none. */
  public Uni<@Nullable Claim> readCopyTakenOverBy(Claim claim) {
    return first(copyTakenOver(ClaimIds.ownerId(claim.source()), claim.packageId(), claim.id()));
  }

  /** Returns the copy that a claim has taken over to its owner. */
  public Uni<Void> returnCopy(Claim claim) {
    return returnCopy(ClaimIds.ownerId(claim.source()), claim.packageId(), claim.id());
  }

  /** As {@link #returnCopy(Claim)}, of a claim of which only ids are known. */
  public Uni<Void> returnCopy(@Nullable String ownerId, String packageId, String claimId) {
    return mongoCollection()
        .updateOne(copyTakenOver(ownerId, packageId, claimId), set(PASSED_TO, null))
        .replaceWithVoid();
  }

  private static Bson copyTakenOver(@Nullable String ownerId, String packageId, String claimId) {
    return and(eq(OWNER_ID, ownerId), eq(PACKAGE_ID, packageId), eq(PASSED_TO, claimId));
  }

  /** Writes the codes of children into claims that have no tickets to know them. */
  public Uni<Void> writeCodes(List<Claim> claims) {
    List<UpdateOneModel<StoredClaim>> codes =
        claims.stream()
            .map(claim ->
                new UpdateOneModel<StoredClaim>(
                    eq(claim.id()), set(PACKAGE_CODE, claim.copyCode())))
            .toList();
    return codes.isEmpty()
        ? Uni.createFrom().voidItem()
        : mongoCollection()
            .bulkWrite(codes, new BulkWriteOptions().ordered(false))
            .replaceWithVoid();
  }

  /** Lets an attempt have those of some copies that are set aside and that no claim has taken. */
  public Uni<Void> beginRelease(Collection<String> copyIds, String attemptId, Instant at) {
    return mongoCollection()
        .updateMany(
            and(
                in(ID, copyIds),
                eq(OWNER_TYPE, OwnerKind.RECIPIENT),
                eq(STATE, State.DONE),
                eq(PASSED_TO, null)),
            combine(
                set(STATE, State.RELEASING),
                set(PASSED_ON, true),
                set(PASSED_TO, attemptId),
                set(STARTED_AT, at)))
        .replaceWithVoid();
  }

  /** The copies that an attempt is releasing. */
  public Uni<List<Claim>> findReleasing(String attemptId) {
    return all(releasedBy(attemptId), new FindOptions());
  }

  /** Writes down that an attempt's copies are released. */
  public Uni<Void> endRelease(String attemptId) {
    return mongoCollection()
        .updateMany(releasedBy(attemptId), set(STATE, State.RELEASED))
        .replaceWithVoid();
  }

  /** Leaves an attempt's copies set aside as they were. */
  public Uni<Void> undoRelease(String attemptId) {
    return mongoCollection()
        .updateMany(
            releasedBy(attemptId),
            combine(set(STATE, State.DONE), set(PASSED_ON, false), set(PASSED_TO, null)))
        .replaceWithVoid();
  }

  private static Bson releasedBy(String attemptId) {
    return and(eq(STATE, State.RELEASING), eq(PASSED_TO, attemptId));
  }

  /** Deletes claims that will never count. */
  public Uni<Void> deletePending(Collection<String> ids) {
    return mongoCollection()
        .deleteMany(and(in(ID, ids), eq(STATE, State.PENDING)))
        .replaceWithVoid();
  }

  /** Writes down that the tickets of claims are there. */
  public Uni<Void> markDone(Collection<String> ids) {
    return mongoCollection()
        .updateMany(and(in(ID, ids), eq(STATE, State.PENDING)), set(STATE, State.DONE))
        .replaceWithVoid();
  }

  /** Those of some claims that are known to be complete. */
  public Uni<Set<String>> selectComplete(Collection<String> ids) {
    return mongoCollection()
        .find(and(in(ID, ids), ne(STATE, State.PENDING)))
        .map(StoredClaim::id)
        .collect()
        .asSet();
  }

  /** Those of some attempts to release copies that are not known to be complete. */
  public Uni<Set<String>> selectReleasing(Collection<String> attemptIds) {
    return mongoCollection()
        .find(and(eq(STATE, State.RELEASING), in(PASSED_TO, attemptIds)))
        .map(StoredClaim::taker)
        .collect()
        .asSet();
  }

  /** Claims that were begun before a moment and are still pending. */
  public Uni<List<Claim>> findInterrupted(Instant before, int limit) {
    return findInterrupted(State.PENDING, before, limit);
  }

  /** Copies whose release was begun before a moment and is not finished. */
  public Uni<List<Claim>> findInterruptedReleases(Instant before, int limit) {
    return findInterrupted(State.RELEASING, before, limit);
  }

  private Uni<List<Claim>> findInterrupted(State state, Instant before, int limit) {
    return all(and(eq(STATE, state), lt(STARTED_AT, before)), new FindOptions().limit(limit));
  }

  private Uni<List<Claim>> all(Bson which, FindOptions options) {
    return mongoCollection().find(which, options).map(StoredClaim::toClaim).collect().asList();
  }

  private Uni<@Nullable Claim> first(Bson which) {
    return mongoCollection()
        .find(which, new FindOptions().limit(1))
        .collect()
        .first()
        .map(ClaimRepository::claimOrNull);
  }

  private static @Nullable Claim claimOrNull(@Nullable StoredClaim found) {
    return found == null ? null : found.toClaim();
  }
}
