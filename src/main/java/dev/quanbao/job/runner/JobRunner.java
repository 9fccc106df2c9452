package dev.quanbao.job.runner;

import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobState;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.flow.Sequentially;
import dev.quanbao.platform.store.StoreOutages;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the jobs that are due, a few at a time.
 *
 * <p>A runner prolongs the lease of a job while it runs it. A runner that crashes or is too slow
 * loses the lease, another takes the job over within seconds, and what the first one still writes
 * of its progress has no effect.
 */
@ApplicationScoped
public class JobRunner {

  private static final int AT_ONCE = 4;
  private static final int FAILURES_ALLOWED = 8;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final JobRepository jobs;
  private final Map<JobKind, JobHandler> handlers;
  private final Clock clock;
  private final Map<String, JobRun> running = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  public JobRunner(JobRepository jobs, @All List<JobHandler> handlers, Clock clock) {
    this.jobs = jobs;
    this.handlers =
        handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
    this.clock = clock;
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  /** Looks for due jobs now instead of at the next regular moment. */
  public void lookSoon() {
    look().subscribe().with(done -> {}, failure -> Log.debug("jobs are looked for later", failure));
  }

  @Scheduled(
      every = "{quanbao.job.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> look() {
    int free = AT_ONCE - running.size();
    if (stopping || free <= 0) {
      return Uni.createFrom().voidItem();
    }
    return jobs.findDue(clock.instant(), free)
        .chain(due ->
            Sequentially.each(
                due,
                job -> jobs.take(job, clock.instant()).onItem().ifNotNull().invoke(this::start)));
  }

  // A step may take longer than a lease.
  @Scheduled(every = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> prolongLeases() {
    return Sequentially.each(
        running.values(),
        run ->
            jobs.prolong(run.job(), clock.instant())
                .invoke(isHeld -> {
                  if (!isHeld) {
                    run.loseLease();
                  }
                }));
  }

  private void start(Job taken) {
    JobRun run = new JobRun(taken);
    running.put(taken.id(), run);
    Multi.createBy()
        .repeating()
        .uni(() -> portion(run))
        .whilst(goesOn -> goesOn && !stopping)
        .collect()
        .last()
        .onFailure()
        .call(failure -> recordFailure(run, failure))
        .onTermination()
        .invoke(() -> running.remove(taken.id(), run))
        .subscribe()
        .with(
            goesOn -> {
              if (Boolean.TRUE.equals(goesOn)) {
                release(run);
              }
            },
            failure -> Log.warnf(failure, "job %s is tried again later", taken.id()));
  }

  private Uni<Boolean> portion(JobRun run) {
    Job job = run.job();
    if (job.cancelling()) {
      return end(run, JobState.CANCELLED);
    }
    return handlerOf(job)
        .step(job)
        .chain(progress ->
            jobs.advance(job, progress, clock.instant())
                .chain(advanced -> {
                  if (advanced == null || run.hasLostLease()) {
                    return Uni.createFrom().item(false);
                  }
                  run.update(advanced);
                  return switch (progress.next()) {
                    case MORE -> Uni.createFrom().item(true);
                    case LATER -> pause(advanced).replaceWith(false);
                    case DONE -> end(run, JobState.DONE);
                    case CANCELLED -> end(run, JobState.CANCELLED);
                  };
                }));
  }

  private Uni<Void> pause(Job waiting) {
    Instant now = clock.instant();
    Duration wait = waitOf(waiting, now);
    return jobs.postpone(waiting, now.plus(wait), false)
        .invoke(() ->
            Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(wait)
                .subscribe()
                .with(over -> lookSoon()));
  }

  // A tenth of its age: a short job ends at once, and a long one isn't looked at all the time.
  private static Duration waitOf(Job waiting, Instant now) {
    Duration tenth = Duration.between(waiting.createdAt(), now).dividedBy(10);
    if (tenth.compareTo(SHORTEST_WAIT) < 0) {
      return SHORTEST_WAIT;
    }
    return tenth.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : tenth;
  }

  private Uni<Boolean> end(JobRun run, JobState how) {
    return handlerOf(run.job())
        .tidy(run.job())
        .chain(() -> jobs.end(run.job(), how, clock.instant()))
        .replaceWith(false);
  }

  private Uni<Void> recordFailure(JobRun run, Throwable failure) {
    Job job = run.job();
    if (job.failures() >= FAILURES_ALLOWED && !isOutage(failure)) {
      // Not tidied: a retry goes on where the job failed.
      return jobs.end(job, JobState.FAILED, clock.instant()).onFailure().recoverWithNull();
    }
    Duration pause = Duration.ofMillis(250L << Math.min(job.failures(), FAILURES_ALLOWED));
    Instant dueAt =
        clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    return jobs.postpone(job, dueAt, !isOutage(failure)).onFailure().recoverWithNull();
  }

  private static boolean isOutage(Throwable failure) {
    return StoreOutages.caused(failure)
        || (failure instanceof RequestRefusedException refused && refused.code().isUnavailable());
  }

  private void release(JobRun run) {
    jobs.postpone(run.job(), clock.instant(), false)
        .subscribe()
        .with(done -> {}, failure -> Log.debug("a job can be taken when its lease ends", failure));
  }

  private JobHandler handlerOf(Job job) {
    JobHandler handler = handlers.get(job.kind());
    if (handler == null) {
      throw new IllegalStateException("no handler does jobs of kind " + job.kind());
    }
    return handler;
  }
}
