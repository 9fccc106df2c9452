package dev.quanbao.claim.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.CountedChannels;
import dev.quanbao.giftpackage.model.ClaimTally;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Quota.ClaimMark;
import dev.quanbao.giftpackage.model.Quota.Fence;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseStatus;
import dev.quanbao.giftpackage.store.ClaimTallyRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.giftpackage.store.PackageFields;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The one write by which claims come to count.
 *
 * <p>Its filter holds every limit of the package: published, in its window, not expired, enough
 * left, no claim given up. It matches as a whole or changes nothing.
 */
@ApplicationScoped
public class QuotaRepository {

  private static final Bson ID_ONLY = Projections.include("_id");

  private final GiftPackageRepository packages;
  private final BusinessCalendar calendar;
  private final CountedChannels channels = new CountedChannels();

  public QuotaRepository(GiftPackageRepository packages, BusinessCalendar calendar) {
    this.packages = packages;
    this.calendar = calendar;
  }

  /**
   * Takes one copy for each claim, or none at all. What is claimed is counted by day and channel;
   * what is set aside only once it is claimed.
   *
   * @param packageId from which
   * @param claims for which claims, at least one
   * @param at the real clock
   * @return whether they were taken
   */
  public Uni<Boolean> take(String packageId, List<Claim> claims, Instant at) {
    List<String> claimIds = claims.stream().map(Claim::id).toList();
    List<Instant> times = claims.stream().map(Claim::claimedAt).sorted().toList();
    Bson mayClaim =
        Filters.and(
            mayClaim(packageId, claimIds, times.getFirst(), times.getLast()),
            Filters.gte("quota.left", claims.size()));
    List<Claim> claimed = claims.stream().filter(claim -> !claim.isSetAside()).toList();
    Bson taken =
        Updates.combine(
            Updates.inc("quota.left", -claims.size()),
            Updates.inc("quota.claimed", claimed.size()),
            Updates.inc("quota.setAside", claims.size() - claimed.size()),
            Updates.set(PackageFields.SOLD_OUT_MARKED, false),
            ClaimTallyRepository.increments(tally(packageId, claimed)),
            Updates.pushEach("quota.notes", marks(claimIds, at)));
    return write(mayClaim, taken);
  }

  /**
   * Lets a claim count that takes over a copy which was taken from the quota before. An OP's is
   * claimed already; one that was set aside comes to be claimed now.
   *
   * @param at the real clock
   * @return whether it counts
   */
  public Uni<Boolean> note(Claim claim, Instant at) {
    int fromSetAside = claim.takesSetAside() ? 1 : 0;
    return write(
        mayClaim(claim.packageId(), List.of(claim.id()), claim.claimedAt(), claim.claimedAt()),
        Updates.combine(
            Updates.inc("quota.setAside", -fromSetAside),
            Updates.inc("quota.claimed", fromSetAside),
            ClaimTallyRepository.increments(tally(claim.packageId(), List.of(claim))),
            Updates.push("quota.notes", mark(claim.id(), at))));
  }

  /**
   * Puts copies back that were set aside, whatever has become of the package.
   *
   * @param attemptId what holds the copies; it is noted like a claim, and may be fenced like one
   * @param at the real clock
   * @return whether they count as left again
   */
  public Uni<Boolean> putBack(String packageId, String attemptId, int copies, Instant at) {
    return write(
        Filters.and(Filters.eq(packageId), Filters.ne("quota.fences.claimId", attemptId)),
        Updates.combine(
            Updates.inc("quota.left", copies),
            Updates.inc("quota.setAside", -copies),
            Updates.push("quota.notes", mark(attemptId, at))));
  }

  private static Bson mayClaim(
      String packageId, Collection<String> claimIds, Instant earliest, Instant latest) {
    Instant open = BusinessCalendar.oldestOpenEnd(latest);
    return Filters.and(
        Filters.eq(packageId),
        Filters.eq("standing.sendStatus", SendStatus.PUBLISHED.name()),
        Filters.eq("standing.useStatus", UseStatus.NORMAL.name()),
        Filters.lte("design.rule.start", earliest),
        Filters.gte("design.rule.end", open),
        Filters.gte("lastUseEnd", open),
        Filters.nin("quota.fences.claimId", claimIds));
  }

  private Uni<Boolean> write(Bson mayClaim, Bson taken) {
    return packages
        .mongoDatabase()
        .getCollection(packages.mongoCollection().getNamespace().getCollectionName())
        .findOneAndUpdate(mayClaim, taken, new FindOneAndUpdateOptions().projection(ID_ONLY))
        .map(found -> found != null);
  }

  private ClaimTally tally(String packageId, List<Claim> claims) {
    return ClaimTally.of(
        claims,
        claim -> calendar.dayOf(claim.claimedAt()),
        claim -> channels.nameFor(packageId, claim.channel()));
  }

  /** The package as it is now. */
  public Uni<GiftPackage> read(String packageId) {
    return packages.findById(packageId);
  }

  /** Clears the notes of claims whose tickets are known to be there. */
  public Uni<Void> clearNotes(String packageId, Collection<String> claimIds) {
    return packages
        .mongoCollection()
        .updateOne(Filters.eq(packageId), pull("quota.notes", Filters.in("claimId", claimIds)))
        .replaceWithVoid();
  }

  /**
   * Gives claims up for good unless any of them counts already.
   *
   * @return whether all of them were given up; false: one of them counts and has to be finished
   */
  public Uni<Boolean> fence(String packageId, List<Claim> claims, Instant at) {
    return fence(
        packageId, claims.stream().map(claim -> new Fence(claim.id(), at, claim.from())).toList());
  }

  /** As {@link #fence(String, List, Instant)}, for an attempt to give copies back. */
  public Uni<Boolean> fence(String packageId, String attemptId, Instant at) {
    return fence(packageId, List.of(new Fence(attemptId, at, null)));
  }

  private Uni<Boolean> fence(String packageId, List<Fence> fences) {
    List<String> ids = fences.stream().map(Fence::claimId).toList();
    return packages
        .mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(packageId), Filters.nin("quota.notes.claimId", ids)),
            Updates.pushEach(
                "quota.fences", fences.stream().map(QuotaRepository::document).toList()))
        .map(result -> result.getMatchedCount() == 1);
  }

  /** Drops fences that no living request can run into any more. */
  public Uni<Void> dropFences(String packageId, Instant before) {
    return packages
        .mongoCollection()
        .updateOne(Filters.eq(packageId), pull("quota.fences", Filters.lt("at", before)))
        .replaceWithVoid();
  }

  private static Document document(Fence fence) {
    return new Document("claimId", fence.claimId())
        .append("at", fence.at())
        .append("from", fence.from());
  }

  /** Packages with fences that have been standing since before a moment. */
  public Uni<List<GiftPackage>> withFencesFrom(Instant before, int limit) {
    return packages
        .mongoCollection()
        .find(Filters.lt("quota.fences.at", before), new FindOptions().limit(limit))
        .collect()
        .asList();
  }

  /** Packages with notes that have been standing since before a moment. */
  public Uni<List<GiftPackage>> withNotesFrom(Instant before, int limit) {
    return packages
        .mongoCollection()
        .find(Filters.lt("quota.notes.at", before), new FindOptions().limit(limit))
        .collect()
        .asList();
  }

  private static Bson pull(String list, Bson which) {
    return Updates.pullByFilter(new Document(list, which.toBsonDocument()));
  }

  private static List<Document> marks(Collection<String> claimIds, Instant at) {
    return claimIds.stream().map(id -> mark(id, at)).toList();
  }

  private static Document mark(String claimId, Instant at) {
    var mark = new ClaimMark(claimId, at);
    return new Document("claimId", mark.claimId()).append("at", mark.at());
  }
}
