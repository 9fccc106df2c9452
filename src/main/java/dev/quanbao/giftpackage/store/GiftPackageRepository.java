package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.rule.PackageChange;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import dev.quanbao.platform.store.Revisions;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The stored packages.
 *
 * <p>Design and standing change only through {@link #change}: the rule is asked on what was read,
 * and the write takes effect only if that is still what is there.
 */
@ApplicationScoped
public class GiftPackageRepository implements DocumentRepository<GiftPackage> {

  private static final Duration CODES_RESERVED = Duration.ofSeconds(60);
  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  @Override
  public List<IndexModel> indexes() {
    return List.of(
        Index.unique(PackageFields.CODE),
        Index.on(PackageFields.COMPANY_ID, PackageFields.CREATED_AT),
        Index.on(PackageFields.NOTES_AT),
        Index.on(PackageFields.FENCES_AT),
        AuditOutbox.index(),
        Index.on(PackageFields.CREATING_SINCE),
        Index.on(PackageFields.CLOSING_SINCE),
        Index.on(PackageFields.USE_STATUS, PackageFields.LAST_USE_END),
        Index.on(PackageFields.LEFT, PackageFields.SOLD_OUT_MARKED),
        Index.on(PackageFields.SEND_STATUS, PackageFields.CODES_NEXT));
  }

  /**
   * The package with an id, if the caller may see it; refused as not found otherwise, in the same
   * words whether it doesn't exist or is another company's.
   */
  public Uni<GiftPackage> visible(String id, Caller caller) {
    return findById(id)
        .map(found -> {
          if (found == null || found.creatingSince() != null || !caller.mayUse(found.companyId())) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          return found;
        });
  }

  /** Finds the package with a code; null when there is none. */
  public Uni<@Nullable GiftPackage> findByCode(String code) {
    return mongoCollection().find(Filters.eq(PackageFields.CODE, code)).collect().first();
  }

  /**
   * Changes design or standing of a package: asks the rule, writes what it says if the package
   * still has the revision that the rule was shown, else asks again about what is there now.
   */
  public Uni<GiftPackage> change(
      String id, Caller caller, Function<GiftPackage, ? extends PackageChange> rule) {
    return Revisions.change(() -> visible(id, caller), rule, this::write);
  }

  /** Writes a change if the package still has the revision it was read with; else gives null. */
  public Uni<@Nullable GiftPackage> write(GiftPackage found, PackageChange change) {
    return mongoCollection()
        .findOneAndUpdate(isUnchanged(found), PackageUpdates.updateFor(change), AFTER);
  }

  private static Bson isUnchanged(GiftPackage found) {
    return Filters.and(
        Filters.eq(found.id()), Filters.eq(PackageFields.REVISION, found.revision()));
  }

  /**
   * Reserves the package's codes for one edit, for a while; edits that read the package before can
   * no longer write. Gives null when the codes are not free or the package has changed.
   */
  public Uni<GiftPackage> reserveCodes(GiftPackage found, Instant now) {
    return mongoCollection()
        .findOneAndUpdate(
            hasFreeCodes(found, now),
            Updates.combine(
                Updates.inc(PackageFields.REVISION, 1L),
                Updates.set(PackageFields.CODES_RESERVED_UNTIL, now.plus(CODES_RESERVED))),
            AFTER);
  }

  private static Bson hasFreeCodes(GiftPackage found, Instant now) {
    return Filters.and(
        isUnchanged(found),
        Filters.eq(PackageFields.CODES_MAKING, false),
        Filters.lte(PackageFields.CODES_RESERVED_UNTIL, now));
  }

  /** Ends the reservation of codes after an edit that failed. */
  public Uni<Void> unreserveCodes(GiftPackage reserved) {
    return mongoCollection()
        .updateOne(
            Filters.and(
                Filters.eq(reserved.id()),
                Filters.eq(PackageFields.CODES_RESERVED_UNTIL, reserved.codes().reservedUntil())),
            Updates.set(PackageFields.CODES_RESERVED_UNTIL, Instant.EPOCH))
        .replaceWithVoid();
  }

  /**
   * Assigns a package's codes to a job that is going to add to them; gives null when they are not
   * free or the package has changed.
   */
  public Uni<GiftPackage> assignCodes(GiftPackage found, String jobId, Instant now) {
    return mongoCollection()
        .findOneAndUpdate(
            hasFreeCodes(found, now),
            Updates.combine(
                Updates.inc(PackageFields.REVISION, 1L),
                Updates.set(PackageFields.CODES_MAKING, true),
                Updates.set(PackageFields.CODES_JOB_ID, jobId)),
            AFTER);
  }

  /**
   * Adds children that a job has made to a package; false when they had been added before, or the
   * package's codes are no longer assigned to the job.
   */
  public Uni<Boolean> addMade(String id, String jobId, int from, int to, boolean alsoToQuota) {
    return mongoCollection()
        .updateOne(
            Filters.and(
                Filters.eq(id),
                Filters.eq(PackageFields.CODES_JOB_ID, jobId),
                Filters.eq(PackageFields.CODES_MAKING, true),
                Filters.eq(PackageFields.CODES_NEXT, from)),
            Updates.combine(
                Updates.set(PackageFields.CODES_NEXT, to),
                Updates.inc(PackageFields.CODES_MADE, to - from),
                Updates.inc(PackageFields.LEFT, alsoToQuota ? to - from : 0)))
        .map(result -> result.getMatchedCount() == 1);
  }

  /** Ends a job's making of children. */
  public Uni<Void> endMaking(String id, String jobId) {
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(id), Filters.eq(PackageFields.CODES_JOB_ID, jobId)),
            Updates.set(PackageFields.CODES_MAKING, false))
        .replaceWithVoid();
  }

  /** Completes a new package: from then on it can be seen. */
  public Uni<GiftPackage> reveal(String id, ChildCodes codes, Design design) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.eq(id),
            Updates.combine(
                Updates.unset(PackageFields.CREATING_SINCE),
                Updates.set(PackageFields.CODES, codes),
                Updates.set(PackageFields.DESIGN, design)),
            AFTER);
  }

  /** Creations that began before a moment and have not ended. */
  public Multi<GiftPackage> findAbandoned(Instant before, int limit) {
    return find(Filters.lt(PackageFields.CREATING_SINCE, before), limit);
  }

  /** Deleted packages that have codes still, and no claim that has yet to be finished. */
  public Multi<GiftPackage> findDeletedWithCodes(int limit) {
    return find(
        Filters.and(
            Filters.eq(PackageFields.SEND_STATUS, SendStatus.DELETED),
            Filters.gt(PackageFields.CODES_NEXT, 0),
            Filters.size(PackageFields.NOTES, 0)),
        limit);
  }

  /** Packages whose order to close their tickets is from before a moment, by the real clock. */
  public Multi<GiftPackage> findClosing(Instant before, int limit) {
    return find(Filters.lt(PackageFields.CLOSING_SINCE, before), limit);
  }

  private Multi<GiftPackage> find(Bson which, int limit) {
    return mongoCollection().find(which, new FindOptions().limit(limit));
  }

  /** Removes the order to close a package's tickets, which was carried out. */
  public Uni<Void> removeClosing(String id) {
    return mongoCollection()
        .updateOne(Filters.eq(id), Updates.unset(PackageFields.CLOSING))
        .replaceWithVoid();
  }

  /** Writes down that a deleted package's codes before an ordinal were released. */
  public Uni<Boolean> releaseCodesBefore(GiftPackage deleted, int ordinal) {
    return writeReleased(deleted, Updates.set(PackageFields.CODES_FIRST, ordinal));
  }

  /** Writes down that all codes of a deleted package were released. */
  public Uni<Boolean> releaseAllCodes(GiftPackage deleted) {
    return writeReleased(deleted, Updates.set(PackageFields.CODES, ChildCodes.NONE));
  }

  private Uni<Boolean> writeReleased(GiftPackage deleted, Bson update) {
    return mongoCollection()
        .updateOne(
            Filters.and(
                Filters.eq(deleted.id()),
                Filters.eq(PackageFields.CODES_FIRST, deleted.codes().first())),
            update)
        .map(result -> result.getMatchedCount() == 1);
  }
}
