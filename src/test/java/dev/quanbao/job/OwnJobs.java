package dev.quanbao.job;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobProgress;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.testing.MovableClock;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/**
 * The jobs of one test alone, on the shared store: those that were added here, and what was written
 * of their progress.
 *
 * <p>The clocks of the suites start far in the future, so that the running service leaves these
 * jobs alone.
 */
public class OwnJobs extends JobRepository {

  private static final Instant FUTURE = Instant.parse("2040-01-01T00:00:00Z");
  private static final int ALL = 1_000;

  private final Set<String> own = ConcurrentHashMap.newKeySet();
  private final Queue<Long> advancedFrom = new ConcurrentLinkedQueue<>();
  private final Queue<Long> tooLate = new ConcurrentLinkedQueue<>();
  private UnaryOperator<Uni<Void>> beforeAdvance = before -> before;

  public static MovableClock clock() {
    return new MovableClock(FUTURE);
  }

  /** Does something before any progress is written. */
  public OwnJobs before(UnaryOperator<Uni<Void>> advance) {
    beforeAdvance = advance;
    return this;
  }

  /** The positions from which a job was advanced. */
  public List<Long> advancedFrom() {
    return List.copyOf(advancedFrom);
  }

  /** The positions from which a holder that was overtaken tried to advance a job. */
  public List<Long> tooLate() {
    return List.copyOf(tooLate);
  }

  @Override
  public Uni<Job> add(Job job) {
    own.add(job.id());
    return super.add(job);
  }

  @Override
  public Uni<List<Job>> findDue(Instant now, int limit) {
    return super.findDue(now, ALL)
        .map(due -> due.stream().filter(job -> own.contains(job.id())).limit(limit).toList());
  }

  @Override
  public Uni<Job> advance(Job held, JobProgress progress, Instant now) {
    return beforeAdvance
        .apply(Uni.createFrom().voidItem())
        .chain(() -> write(held, progress, now))
        .invoke(after -> (after == null ? tooLate : advancedFrom).add(held.position()));
  }

  Uni<Job> write(Job held, JobProgress progress, Instant now) {
    return super.advance(held, progress, now);
  }

  /** Jobs whose progress every earlier holder of a lease may write for ever. */
  public static OwnJobs withoutGuard() {
    return new OwnJobs() {
      @Override
      Uni<Job> write(Job held, JobProgress progress, Instant now) {
        return mongoCollection()
            .findOneAndUpdate(
                Filters.eq(held.id()),
                Updates.combine(
                    Updates.set("position", progress.position()),
                    Updates.set("items.done", progress.done()),
                    Updates.set("lease.until", now.plus(LEASE_LENGTH))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
      }
    };
  }
}
