package dev.quanbao.job.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
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
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
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
 * <p>Progress is only ever written under the lease that it was made under.
 */
@ApplicationScoped
public class JobRepository implements ReactivePanacheMongoRepositoryBase<Job, String>, StartupTask {

  public static final Duration LEASE = Duration.ofSeconds(10);

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
            mongoCollection().createIndex(Indexes.ascending("dueAt")),
            mongoCollection().createIndex(Indexes.ascending("packageId", "createdAt")))
        .andFailFast()
        .replaceWithVoid();
  }

  /** Stores a job; one that is there under the same id already is the same. */
  public Uni<Job> add(Job job) {
    return persist(job)
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithUni(() -> findById(job.id()));
  }

  /** The job with an id, as far as the caller may know of it. */
  public Uni<Job> visible(String id, Caller caller) {
    return findById(id)
        .map(found -> {
          if (found == null || !caller.mayUse(found.companyId())) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          return found;
        });
  }

  /** The jobs of a package, the latest first, from before a moment (null: from now on). */
  public Uni<List<Job>> ofPackage(
      String packageId, @Nullable Instant before, int limit, Caller caller) {
    Bson ofPackage =
        Filters.and(
            Filters.eq("packageId", packageId), Filters.in("companyId", caller.companies()));
    return mongoCollection()
        .find(
            before == null ? ofPackage : Filters.and(ofPackage, Filters.lt("createdAt", before)),
            new FindOptions().sort(Sorts.descending("createdAt")).limit(limit))
        .collect()
        .asList();
  }

  /** Lets a job that was added for later begin at once. */
  public Uni<Void> release(String id, Instant now) {
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(id), Filters.eq("state", JobState.QUEUED)),
            Updates.set("dueAt", now))
        .replaceWithVoid();
  }

  /** Says how many items a job has, where that is only known once it is stored. */
  public Uni<Void> resize(String id, long total) {
    return mongoCollection()
        .updateOne(Filters.eq(id), Updates.set("total", total))
        .replaceWithVoid();
  }

  /** Forgets a job that was added for later, unless somebody has taken it. */
  public Uni<Void> withdraw(String id) {
    return mongoCollection()
        .deleteOne(
            Filters.and(
                Filters.eq(id), Filters.eq("state", JobState.QUEUED), Filters.eq("fence", 0L)))
        .replaceWithVoid();
  }

  /** Asks a job to end; null when it is over. */
  public Uni<Job> cancel(String id) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(
                Filters.eq(id), Filters.in("state", List.of(JobState.QUEUED, JobState.RUNNING))),
            Updates.set("cancelling", true),
            AFTER);
  }

  /** Queues a job again for its refused items; null when the job has changed meanwhile. */
  public Uni<Job> again(Job over, Instant now) {
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.set("state", JobState.QUEUED));
    updates.add(Updates.set("dueAt", now));
    updates.add(Updates.set("failures", 0));
    // A wish to end that came too late for the last pass isn't meant for the next one.
    updates.add(Updates.set("cancelling", false));
    updates.add(Updates.unset("endedAt"));
    if (over.state() == JobState.DONE) {
      updates.add(Updates.inc("pass", 1));
      updates.add(Updates.set("position", 0L));
      updates.add(Updates.set("failed", 0L));
      updates.add(Updates.set("errors", List.of()));
    }
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(Filters.eq(over.id()), same(over), Filters.eq("state", over.state())),
            Updates.combine(updates),
            AFTER);
  }

  /** Jobs that wait for somebody, those that have waited longest first. */
  public Uni<List<Job>> due(Instant now, int limit) {
    return mongoCollection()
        .find(
            Filters.lte("dueAt", now),
            new FindOptions().sort(Sorts.ascending("dueAt")).limit(limit))
        .collect()
        .asList();
  }

  /** Takes the lease of a job; null when another was faster. */
  public Uni<Job> take(Job due, Instant now) {
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.set("state", JobState.RUNNING));
    updates.add(Updates.set("dueAt", now.plus(LEASE)));
    updates.add(Updates.inc("fence", 1L));
    if (due.startedAt() == null) {
      updates.add(Updates.set("startedAt", now));
    }
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(Filters.eq(due.id()), same(due), Filters.lte("dueAt", now)),
            Updates.combine(updates),
            AFTER);
  }

  /** Holds the lease on; false when it was lost. */
  public Uni<Boolean> prolong(Job held, Instant now) {
    return mongoCollection()
        .updateOne(mine(held), Updates.set("dueAt", now.plus(LEASE)))
        .map(result -> result.getMatchedCount() == 1);
  }

  /** Writes down how far a job has come; null when its lease was lost. */
  public Uni<Job> advance(Job held, JobProgress progress, Instant now) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(mine(held), Filters.eq("position", held.position())),
            Updates.combine(
                Updates.set("position", progress.position()),
                Updates.set("done", progress.done()),
                Updates.set("failed", progress.failed()),
                Updates.set("failures", 0),
                Updates.set("dueAt", now.plus(LEASE)),
                Updates.pushEach(
                    "errors", progress.errors(), new PushOptions().slice(Job.MAX_ERRORS))),
            AFTER);
  }

  /** Ends a job. */
  public Uni<Void> end(Job held, JobState how, Instant now) {
    return mongoCollection()
        .updateOne(
            mine(held),
            Updates.combine(
                Updates.set("state", how),
                Updates.set("endedAt", now),
                Updates.set("dueAt", Job.NEVER)))
        .replaceWithVoid();
  }

  /** Leaves a job to whoever takes it from a moment on. */
  public Uni<Void> leave(Job held, Instant until, boolean broken) {
    return mongoCollection()
        .updateOne(
            mine(held),
            Updates.combine(Updates.set("dueAt", until), Updates.inc("failures", broken ? 1 : 0)))
        .replaceWithVoid();
  }

  private static Bson mine(Job held) {
    return Filters.and(Filters.eq(held.id()), same(held), Filters.eq("state", JobState.RUNNING));
  }

  private static Bson same(Job known) {
    return Filters.eq("fence", known.fence());
  }
}
