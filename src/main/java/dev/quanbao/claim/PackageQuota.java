package dev.quanbao.claim;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.ClaimTallies;
import dev.quanbao.giftpackage.ClaimTally;
import dev.quanbao.giftpackage.GiftPackage;
import dev.quanbao.giftpackage.GiftPackages;
import dev.quanbao.giftpackage.Quota;
import dev.quanbao.giftpackage.Quota.ClaimMark;
import dev.quanbao.giftpackage.Quota.Fence;
import dev.quanbao.giftpackage.SendStatus;
import dev.quanbao.giftpackage.UseStatus;
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
public class PackageQuota {

  private static final Bson ID_ONLY = Projections.include("_id");

  private final GiftPackages packages;
  private final BusinessCalendar calendar;
  private final CountedChannels channels = new CountedChannels();

  PackageQuota(GiftPackages packages, BusinessCalendar calendar) {
    this.packages = packages;
    this.calendar = calendar;
  }

  /**
   * Takes one copy for each claim, or none at all, and counts them by day and channel.
   *
   * @param packageId from which
   * @param claims for which claims, at least one
   * @param at the real clock
   * @return whether they were taken
   */
  Uni<Boolean> take(String packageId, List<Claim> claims, Instant at) {
    List<String> claimIds = claims.stream().map(Claim::id).toList();
    List<Instant> times = claims.stream().map(Claim::claimedAt).sorted().toList();
    Bson mayClaim =
        Filters.and(
            mayClaim(packageId, claimIds, times.getFirst(), times.getLast()),
            Filters.gte("quota.left", claims.size()));
    Bson taken =
        Updates.combine(
            Updates.inc("quota.left", -claims.size()),
            Updates.inc("quota.claimed", claims.size()),
            Updates.set(Quota.END_WRITTEN, false),
            ClaimTallies.increments(tally(packageId, claims)),
            Updates.pushEach("quota.notes", marks(claimIds, at)));
    return write(mayClaim, taken);
  }

  /**
   * Lets a claim count that takes over a copy which was taken from the quota before.
   *
   * @param at the real clock
   * @return whether it counts
   */
  Uni<Boolean> note(Claim claim, Instant at) {
    return write(
        mayClaim(claim.packageId(), List.of(claim.id()), claim.claimedAt(), claim.claimedAt()),
        Updates.combine(
            ClaimTallies.increments(tally(claim.packageId(), List.of(claim))),
            Updates.push("quota.notes", mark(claim.id(), at))));
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
  Uni<GiftPackage> read(String packageId) {
    return packages.findById(packageId);
  }

  /** Clears the notes of claims whose tickets are known to be there. */
  Uni<Void> clearNotes(String packageId, Collection<String> claimIds) {
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
  Uni<Boolean> fence(String packageId, List<Claim> claims, Instant at) {
    List<String> claimIds = claims.stream().map(Claim::id).toList();
    return packages
        .mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(packageId), Filters.nin("quota.notes.claimId", claimIds)),
            Updates.pushEach("quota.fences", claims.stream().map(c -> fence(c, at)).toList()))
        .map(result -> result.getMatchedCount() == 1);
  }

  /** Drops fences that no living request can run into any more. */
  Uni<Void> dropFences(String packageId, Instant before) {
    return packages
        .mongoCollection()
        .updateOne(Filters.eq(packageId), pull("quota.fences", Filters.lt("at", before)))
        .replaceWithVoid();
  }

  private static Document fence(Claim claim, Instant at) {
    var fence = new Fence(claim.id(), at, claim.passedOn() ? claim.senderId() : null);
    return new Document("claimId", fence.claimId())
        .append("at", fence.at())
        .append("fromOp", fence.fromOp());
  }

  /** Packages with fences that have been standing since before a moment. */
  Uni<List<GiftPackage>> withFencesFrom(Instant before, int limit) {
    return packages
        .mongoCollection()
        .find(Filters.lt("quota.fences.at", before), new FindOptions().limit(limit))
        .collect()
        .asList();
  }

  /** Packages with notes that have been standing since before a moment. */
  Uni<List<GiftPackage>> withNotesFrom(Instant before, int limit) {
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
