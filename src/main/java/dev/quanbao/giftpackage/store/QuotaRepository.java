package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.model.ClaimTally;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Quota.ClaimMark;
import dev.quanbao.giftpackage.model.Quota.Fence;
import dev.quanbao.giftpackage.model.Quota.Take;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.UseStatus;
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
 * The quota of each package, and the one write by which a claim counts.
 *
 * <p>The filter of that write holds every limit of the package: published, in its window, not
 * expired, enough copies left, no claim given up. It matches as a whole or changes nothing.
 */
@ApplicationScoped
public class QuotaRepository {

  // Fields of a note and of a fence.
  private static final String CLAIM_ID = "claimId";
  private static final String AT = "at";
  private static final String FROM = "from";

  private static final Bson ID_ONLY = Projections.include(PackageFields.ID);

  private final GiftPackageRepository packages;
  private final BusinessCalendar calendar;
  private final CountedChannels channels = new CountedChannels();

  public QuotaRepository(GiftPackageRepository packages, BusinessCalendar calendar) {
    this.packages = packages;
    this.calendar = calendar;
  }

  /**
   * Takes one copy for each claim, or none at all. A claimed copy is counted by day and channel at
   * once; one that is set aside, when it is claimed.
   *
   * @param packageId from which
   * @param takes for which claims, at least one
   * @param at the real clock
   * @return whether they were taken
   */
  public Uni<Boolean> take(String packageId, List<Take> takes, Instant at) {
    List<String> claimIds = takes.stream().map(Take::claimId).toList();
    List<Instant> times = takes.stream().map(Take::claimedAt).sorted().toList();
    Bson mayClaim =
        Filters.and(
            mayClaim(packageId, claimIds, times.getFirst(), times.getLast()),
            Filters.gte(PackageFields.LEFT, takes.size()));
    List<Take> claimed = takes.stream().filter(take -> !take.setsAside()).toList();
    Bson taken =
        Updates.combine(
            Updates.inc(PackageFields.LEFT, -takes.size()),
            Updates.inc(PackageFields.CLAIMED, claimed.size()),
            Updates.inc(PackageFields.SET_ASIDE, takes.size() - claimed.size()),
            Updates.set(PackageFields.SOLD_OUT_MARKED, false),
            ClaimTallyRepository.increments(tally(packageId, claimed)),
            Updates.pushEach(PackageFields.NOTES, marks(claimIds, at)));
    return write(mayClaim, taken);
  }

  /**
   * Counts a claim that takes over a copy which an earlier claim took from the quota. A copy that
   * was claimed stays claimed; one that was set aside becomes claimed.
   *
   * @param wasSetAside whether the earlier claim only set the copy aside
   * @param at the real clock
   * @return whether the claim counts
   */
  public Uni<Boolean> transfer(String packageId, Take claim, boolean wasSetAside, Instant at) {
    int fromSetAside = wasSetAside ? 1 : 0;
    return write(
        mayClaim(packageId, List.of(claim.claimId()), claim.claimedAt(), claim.claimedAt()),
        Updates.combine(
            Updates.inc(PackageFields.SET_ASIDE, -fromSetAside),
            Updates.inc(PackageFields.CLAIMED, fromSetAside),
            ClaimTallyRepository.increments(tally(packageId, List.of(claim))),
            Updates.push(PackageFields.NOTES, mark(claim.claimId(), at))));
  }

  /**
   * Releases copies that are set aside, whatever state the package is in: they are left again.
   *
   * @param attemptId the attempt that releases them; it is noted like a claim, and may be fenced
   *     like one
   * @param at the real clock
   * @return whether they are left again; false for a fenced attempt
   */
  public Uni<Boolean> release(String packageId, String attemptId, int copies, Instant at) {
    return write(
        Filters.and(Filters.eq(packageId), Filters.ne(PackageFields.FENCES_CLAIM_ID, attemptId)),
        Updates.combine(
            Updates.inc(PackageFields.LEFT, copies),
            Updates.inc(PackageFields.SET_ASIDE, -copies),
            Updates.push(PackageFields.NOTES, mark(attemptId, at))));
  }

  private static Bson mayClaim(
      String packageId, Collection<String> claimIds, Instant earliest, Instant latest) {
    Instant open = BusinessCalendar.oldestOpenEnd(latest);
    return Filters.and(
        Filters.eq(packageId),
        Filters.eq(PackageFields.SEND_STATUS, SendStatus.PUBLISHED.name()),
        Filters.eq(PackageFields.USE_STATUS, UseStatus.NORMAL.name()),
        Filters.lte(PackageFields.RECEIVE_START, earliest),
        Filters.gte(PackageFields.RECEIVE_END, open),
        Filters.gte(PackageFields.LAST_USE_END, open),
        Filters.nin(PackageFields.FENCES_CLAIM_ID, claimIds));
  }

  private Uni<Boolean> write(Bson mayClaim, Bson taken) {
    return packages
        .mongoDatabase()
        .getCollection(packages.mongoCollection().getNamespace().getCollectionName())
        .findOneAndUpdate(mayClaim, taken, new FindOneAndUpdateOptions().projection(ID_ONLY))
        .map(found -> found != null);
  }

  private ClaimTally tally(String packageId, List<Take> claims) {
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
        .updateOne(Filters.eq(packageId), pull(PackageFields.NOTES, Filters.in(CLAIM_ID, claimIds)))
        .replaceWithVoid();
  }

  /**
   * Gives claims, or attempts to release copies, up for good unless one of them counts already.
   *
   * @return whether all of them were given up; false: one of them counts and has to be finished
   */
  public Uni<Boolean> fence(String packageId, List<Fence> fences) {
    List<String> ids = fences.stream().map(Fence::claimId).toList();
    return packages
        .mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(packageId), Filters.nin(PackageFields.NOTES_CLAIM_ID, ids)),
            Updates.pushEach(
                PackageFields.FENCES, fences.stream().map(QuotaRepository::document).toList()))
        .map(result -> result.getMatchedCount() == 1);
  }

  /** Drops fences from before a moment: no request that is still running can meet them. */
  public Uni<Void> dropFences(String packageId, Instant before) {
    return packages
        .mongoCollection()
        .updateOne(Filters.eq(packageId), pull(PackageFields.FENCES, Filters.lt(AT, before)))
        .replaceWithVoid();
  }

  /** Packages that have a fence from before a moment. */
  public Uni<List<GiftPackage>> findFenced(Instant before, int limit) {
    return find(Filters.lt(PackageFields.FENCES_AT, before), limit);
  }

  /** Packages that have a note from before a moment. */
  public Uni<List<GiftPackage>> findNoted(Instant before, int limit) {
    return find(Filters.lt(PackageFields.NOTES_AT, before), limit);
  }

  private Uni<List<GiftPackage>> find(Bson which, int limit) {
    return packages
        .mongoCollection()
        .find(which, new FindOptions().limit(limit))
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
    return new Document(CLAIM_ID, mark.claimId()).append(AT, mark.at());
  }

  private static Document document(Fence fence) {
    return new Document(CLAIM_ID, fence.claimId())
        .append(AT, fence.at())
        .append(FROM, fence.from());
  }
}
