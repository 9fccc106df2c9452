package dev.quanbao.giftpackage.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.Design;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.conversions.Bson;

/**
 * The stored packages.
 *
 * <p>Design and standing change only through {@link #change}: the rule is asked on what was read,
 * and the write takes effect only if that is still what is there.
 */
@ApplicationScoped
public class GiftPackageRepository
    implements ReactivePanacheMongoRepositoryBase<GiftPackage, String>, StartupTask {

  private static final int ATTEMPTS = 20;
  private static final Duration CODES_RESERVED = Duration.ofSeconds(60);
  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return Uni.join()
        .all(
            mongoCollection()
                .createIndex(Indexes.ascending("code"), new IndexOptions().unique(true)),
            mongoCollection().createIndex(Indexes.ascending("companyId", "createdAt")),
            mongoCollection().createIndex(Indexes.ascending("quota.notes.at")),
            mongoCollection().createIndex(Indexes.ascending("quota.fences.at")),
            AuditOutbox.index(mongoCollection()),
            mongoCollection().createIndex(Indexes.ascending("hiddenSince")),
            mongoCollection().createIndex(Indexes.ascending("closing.since")),
            mongoCollection().createIndex(Indexes.ascending("standing.useStatus", "lastUseEnd")),
            mongoCollection().createIndex(Indexes.ascending("quota.left", Quota.END_WRITTEN)),
            mongoCollection().createIndex(Indexes.ascending("standing.sendStatus", "codes.next")))
        .andFailFast()
        .replaceWithVoid();
  }

  /**
   * The package with an id, as far as the caller may know of it; refused as not found otherwise, in
   * the same words whether it doesn't exist or is another company's.
   */
  public Uni<GiftPackage> visible(String id, Caller caller) {
    return findById(id)
        .map(found -> {
          if (found == null || found.hiddenSince() != null || !caller.mayUse(found.companyId())) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          return found;
        });
  }

  /** A change that a rule has worked out for the package it was shown. */
  public record Change(Bson update, AuditEntry audit) {}

  /**
   * Changes design or standing of a package: asks the rule, writes what it says if nobody was
   * faster, else asks again about what is there now.
   */
  public Uni<GiftPackage> change(String id, Caller caller, Function<GiftPackage, Change> rule) {
    return change(id, caller, rule, ATTEMPTS);
  }

  private Uni<GiftPackage> change(
      String id, Caller caller, Function<GiftPackage, Change> rule, int attempts) {
    return visible(id, caller)
        .chain(found -> write(found, rule.apply(found), caller))
        .chain(changed -> {
          if (changed != null) {
            return Uni.createFrom().item(changed);
          }
          return attempts > 1
              ? change(id, caller, rule, attempts - 1)
              : Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.CONTENTION));
        });
  }

  private Uni<GiftPackage> write(GiftPackage found, Change change, Caller caller) {
    return write(found, change.update(), change.audit(), caller);
  }

  /** Writes an update if the package still has the revision it was read with; null if it hasn't. */
  public Uni<GiftPackage> write(GiftPackage found, Bson update, AuditEntry audit, Caller caller) {
    List<Bson> updates = new ArrayList<>();
    updates.add(update);
    updates.add(Updates.set("updatedAt", caller.now()));
    updates.add(Updates.inc("revision", 1L));
    updates.add(Updates.push("unfiled", audit));
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(Filters.eq(found.id()), Filters.eq("revision", found.revision())),
            Updates.combine(updates),
            AFTER);
  }

  /**
   * Gives an edit the package's codes for itself, for a while, and makes every other edit that has
   * read the package before this one fail to write; null when somebody else has them.
   */
  public Uni<GiftPackage> reserveCodes(GiftPackage found, Instant now) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(
                Filters.eq(found.id()),
                Filters.eq("revision", found.revision()),
                Filters.eq("codes.making", false),
                Filters.lte("codes.reservedUntil", now)),
            Updates.combine(
                Updates.inc("revision", 1L),
                Updates.set("codes.reservedUntil", now.plus(CODES_RESERVED))),
            AFTER);
  }

  /** Gives reserved codes back after an edit that came to nothing. */
  public Uni<Void> giveCodesBack(GiftPackage reserved) {
    return mongoCollection()
        .updateOne(
            Filters.and(
                Filters.eq(reserved.id()),
                Filters.eq("codes.reservedUntil", reserved.codes().reservedUntil())),
            Updates.set("codes.reservedUntil", Instant.EPOCH))
        .replaceWithVoid();
  }

  /**
   * Gives a package's codes to a job that is going to add to them; null when somebody else has them
   * or the package has changed.
   */
  public Uni<GiftPackage> giveCodesTo(GiftPackage found, String jobId, Instant now) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(
                Filters.eq(found.id()),
                Filters.eq("revision", found.revision()),
                Filters.eq("codes.making", false),
                Filters.lte("codes.reservedUntil", now)),
            Updates.combine(
                Updates.inc("revision", 1L),
                Updates.set("codes.making", true),
                Updates.set("codes.jobId", jobId)),
            AFTER);
  }

  /**
   * Adds children that a job has made to a package; false when they had been added before or are
   * not wanted any more.
   */
  public Uni<Boolean> addMade(String id, String jobId, int from, int to, boolean alsoToQuota) {
    return mongoCollection()
        .updateOne(
            Filters.and(
                Filters.eq(id),
                Filters.eq("codes.jobId", jobId),
                Filters.eq("codes.making", true),
                Filters.eq("codes.next", from)),
            Updates.combine(
                Updates.set("codes.next", to),
                Updates.inc("codes.made", to - from),
                Updates.inc("quota.left", alsoToQuota ? to - from : 0)))
        .map(result -> result.getMatchedCount() == 1);
  }

  /** Ends a job's making of children. */
  public Uni<Void> endMaking(String id, String jobId) {
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(id), Filters.eq("codes.jobId", jobId)),
            Updates.set("codes.making", false))
        .replaceWithVoid();
  }

  /** Ends the making of a new package: from here on it can be seen. */
  public Uni<GiftPackage> reveal(String id, ChildCodes codes, Design design) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.eq(id),
            Updates.combine(
                Updates.unset("hiddenSince"),
                Updates.set("codes", codes),
                Updates.set("design", design)),
            AFTER);
  }

  /** Stores a new package unless its code is taken, which only a foreign code can bring about. */
  Uni<Boolean> insertIfCodeIsFree(GiftPackage fresh) {
    return persist(fresh)
        .map(stored -> true)
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithItem(false);
  }
}
