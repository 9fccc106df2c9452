package dev.quanbao.job.store;

import static dev.quanbao.job.store.JobFields.LEASE;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.quanbao.access.model.Caller;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobProgress;
import dev.quanbao.job.model.JobState;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import dev.quanbao.platform.store.Lease;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The stored jobs.
 *
 * <p>The progress of a job is only written under the lease under which it was made.
 */
@ApplicationScoped
public class JobRepository implements DocumentRepository<Job> {

  public static final Duration LEASE_LENGTH = Duration.ofSeconds(10);

  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  @Override
  public List<IndexModel> indexes() {
    return List.of(Index.on(LEASE.until()), Index.on(JobFields.PACKAGE_ID, JobFields.CREATED_AT));
  }

  /** Stores a job, or gives the one that was stored under the same id before. */
  public Uni<Job> add(Job job) {
    return insertOrFind(job, () -> findById(job.id()));
  }

  /** Finds a job that the caller may see; another is refused as not found. */
  public Uni<Job> findVisible(String id, Caller caller) {
    return findById(id)
        .map(found -> {
          if (found == null || !caller.mayUse(found.companyId())) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          return found;
        });
  }

  /** Finds the jobs of a package, the latest first, from before a moment (null: from now on). */
  public Uni<List<Job>> findByPackage(
      String packageId, @Nullable Instant before, int limit, Caller caller) {
    Bson ofPackage =
        Filters.and(
            Filters.eq(JobFields.PACKAGE_ID, packageId),
            Filters.in(JobFields.COMPANY_ID, caller.companies()));
    return mongoCollection()
        .find(
            before == null
                ? ofPackage
                : Filters.and(ofPackage, Filters.lt(JobFields.CREATED_AT, before)),
            new FindOptions().sort(Sorts.descending(JobFields.CREATED_AT)).limit(limit))
        .collect()
        .asList();
  }

  /** Lets a queued job begin at a moment, though it was queued for another. */
  public Uni<Void> reschedule(String id, Instant dueAt) {
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(id), Filters.eq(JobFields.STATE, JobState.QUEUED)),
            LEASE.endAt(dueAt))
        .replaceWithVoid();
  }

  /** Sets how many items a job has, where that becomes known only after it was stored. */
  public Uni<Void> resize(String id, long total) {
    return mongoCollection()
        .updateOne(Filters.eq(id), Updates.set(JobFields.TOTAL, total))
        .replaceWithVoid();
  }

  /** Deletes a queued job that no replica has ever taken. */
  public Uni<Void> withdraw(String id) {
    return mongoCollection()
        .deleteOne(
            Filters.and(
                Filters.eq(id),
                Filters.eq(JobFields.STATE, JobState.QUEUED),
                Filters.eq(JobFields.TIMES_TAKEN, 0)))
        .replaceWithVoid();
  }

  /** Asks a job to end after its current portion; null when it is over. */
  public Uni<Job> requestCancellation(String id) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(
                Filters.eq(id),
                Filters.in(JobFields.STATE, List.of(JobState.QUEUED, JobState.RUNNING))),
            Updates.set(JobFields.CANCELLING, true),
            AFTER);
  }

  /** Queues a job again for its refused items; null when the job has changed meanwhile. */
  public Uni<Job> requeue(Job over, Instant now) {
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.set(JobFields.STATE, JobState.QUEUED));
    updates.add(LEASE.endAt(now));
    updates.add(Updates.set(JobFields.FAILURES, 0));
    // A cancellation that came too late for the last pass isn't meant for the next one.
    updates.add(Updates.set(JobFields.CANCELLING, false));
    updates.add(Updates.unset(JobFields.ENDED_AT));
    if (over.state() == JobState.DONE) {
      updates.add(Updates.inc(JobFields.PASS, 1));
      updates.add(Updates.set(JobFields.POSITION, 0L));
      updates.add(Updates.set(JobFields.FAILED, 0L));
      updates.add(Updates.set(JobFields.ERRORS, List.of()));
    }
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(
                Filters.eq(over.id()),
                LEASE.isHeld(over.lease()),
                Filters.eq(JobFields.STATE, over.state())),
            Updates.combine(updates),
            AFTER);
  }

  /** Finds jobs that may be taken, those that have waited longest first. */
  public Uni<List<Job>> findDue(Instant now, int limit) {
    return mongoCollection()
        .find(
            Filters.lte(LEASE.until(), now),
            new FindOptions().sort(Sorts.ascending(LEASE.until())).limit(limit))
        .collect()
        .asList();
  }

  /** Takes the lease of a job; null when another replica was faster. */
  public Uni<Job> take(Job due, Instant now) {
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.set(JobFields.STATE, JobState.RUNNING));
    updates.add(LEASE.set(Lease.until(now.plus(LEASE_LENGTH))));
    updates.add(Updates.inc(JobFields.TIMES_TAKEN, 1));
    if (due.startedAt() == null) {
      updates.add(Updates.set(JobFields.STARTED_AT, now));
    }
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(Filters.eq(due.id()), LEASE.mayTake(due.lease(), now)),
            Updates.combine(updates),
            AFTER);
  }

  /** Prolongs the lease of a job; false when it was lost. */
  public Uni<Boolean> prolong(Job held, Instant now) {
    return mongoCollection()
        .updateOne(isHeld(held), LEASE.endAt(now.plus(LEASE_LENGTH)))
        .map(result -> result.getMatchedCount() == 1);
  }

  /** Writes how far a job has come; null when its lease was lost. */
  public Uni<Job> advance(Job held, JobProgress progress, Instant now) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(isHeld(held), Filters.eq(JobFields.POSITION, held.position())),
            Updates.combine(
                Updates.set(JobFields.POSITION, progress.position()),
                Updates.set(JobFields.DONE, progress.done()),
                Updates.set(JobFields.FAILED, progress.failed()),
                Updates.set(JobFields.FAILURES, 0),
                LEASE.endAt(now.plus(LEASE_LENGTH)),
                Updates.pushEach(
                    JobFields.ERRORS, progress.errors(), new PushOptions().slice(Job.MAX_ERRORS))),
            AFTER);
  }

  /** Ends a job. */
  public Uni<Void> end(Job held, JobState how, Instant now) {
    return mongoCollection()
        .updateOne(
            isHeld(held),
            Updates.combine(
                Updates.set(JobFields.STATE, how),
                Updates.set(JobFields.ENDED_AT, now),
                LEASE.endAt(Job.NEVER)))
        .replaceWithVoid();
  }

  /**
   * Lets any replica take a job from a moment on.
   *
   * @param hasFailed whether the current portion failed
   */
  public Uni<Void> postpone(Job held, Instant dueAt, boolean hasFailed) {
    return mongoCollection()
        .updateOne(
            isHeld(held),
            Updates.combine(LEASE.endAt(dueAt), Updates.inc(JobFields.FAILURES, hasFailed ? 1 : 0)))
        .replaceWithVoid();
  }

  private static Bson isHeld(Job held) {
    return Filters.and(
        Filters.eq(held.id()),
        LEASE.isHeld(held.lease()),
        Filters.eq(JobFields.STATE, JobState.RUNNING));
  }
}
