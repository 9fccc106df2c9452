package dev.quanbao.job.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobError;
import dev.quanbao.job.model.JobProgress;
import dev.quanbao.job.model.JobProgress.Next;
import dev.quanbao.job.model.LineBatch;
import dev.quanbao.job.model.LineBatch.Line;
import dev.quanbao.job.model.LineBatch.Refusal;
import dev.quanbao.platform.store.PacedBatches;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What jobs were handed in line by line, as users or codes, kept in batches of the size of a
 * portion.
 *
 * <p>What became of a batch is kept with it, so that only the refused lines are tried again.
 */
@ApplicationScoped
public class JobLineRepository
    implements ReactivePanacheMongoRepositoryBase<LineBatch, String>, StartupTask {

  /** How many lines make a batch. */
  public static final int BATCH = 2_000;

  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration SWEPT_AT_MOST = Duration.ofMinutes(5);
  private static final int NOT_YET = -1;

  private final Clock clock;
  private final PacedBatches batches;

  JobLineRepository(Clock clock, PacedBatches batches) {
    this.clock = clock;
    this.batches = batches;
  }

  /** Handles lines and tells which were refused; may be asked the same again after a crash. */
  @FunctionalInterface
  public interface Handler {
    Uni<List<Refusal>> handle(List<Line> lines);
  }

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return mongoCollection().createIndex(Indexes.ascending("createdAt")).replaceWithVoid();
  }

  /** Stores a batch of lines; the same batch again is the same. */
  public Uni<Void> put(String jobId, long place, long firstLine, List<String> values) {
    var batch =
        new LineBatch(
            LineBatch.idOf(jobId, place),
            jobId,
            firstLine,
            values,
            NOT_YET,
            0,
            0,
            List.of(),
            clock.instant());
    return persist(batch)
        .replaceWithVoid()
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithNull();
  }

  /** Handles the batch at a job's position. */
  public Uni<JobProgress> step(Job job, Handler handler) {
    return findById(LineBatch.idOf(job.id(), job.position()))
        .chain(batch -> {
          if (batch == null) {
            return Uni.createFrom().item(JobProgress.ending(job, Next.DONE));
          }
          // Handled already, but a crash came before the job could say so.
          if (batch.pass() == job.pass()) {
            return Uni.createFrom().item(progress(job, batch));
          }
          return handler
              .handle(open(job, batch))
              .chain(refused -> keep(job, batch, refused))
              .map(kept -> progress(job, kept));
        });
  }

  private static List<Line> open(Job job, LineBatch batch) {
    return job.pass() == 0
        ? IntStream.range(0, batch.values().size()).mapToObj(batch::line).toList()
        : batch.refused().stream().map(refusal -> batch.line(refusal.place())).toList();
  }

  private Uni<LineBatch> keep(Job job, LineBatch batch, List<Refusal> refused) {
    int done = batch.values().size() - refused.size();
    var kept =
        new LineBatch(
            batch.id(),
            batch.jobId(),
            batch.firstLine(),
            batch.values(),
            job.pass(),
            done,
            batch.done(),
            refused,
            batch.createdAt());
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(batch.id()), Filters.eq("pass", batch.pass())),
            Updates.combine(
                Updates.set("pass", kept.pass()),
                Updates.set("done", kept.done()),
                Updates.set("doneBefore", kept.doneBefore()),
                Updates.set("refused", kept.refused())))
        .chain(result ->
            // Somebody who took this one for dead was faster: what they wrote counts.
            result.getMatchedCount() == 1 ? Uni.createFrom().item(kept) : findById(batch.id()));
  }

  private static JobProgress progress(Job job, LineBatch batch) {
    List<JobError> errors =
        batch.refused().stream().limit(Job.MAX_ERRORS).map(batch::error).toList();
    return new JobProgress(
        job.position() + 1,
        job.done() + batch.done() - batch.doneBefore(),
        job.failed() + batch.refused().size(),
        errors,
        Next.MORE);
  }

  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    Instant old = clock.instant().minus(KEPT);
    return batches
        .forget(batches.endAfter(SWEPT_AT_MOST), mongoCollection(), "createdAt", old)
        .replaceWithVoid();
  }
}
