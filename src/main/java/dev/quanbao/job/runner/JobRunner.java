package dev.quanbao.job.runner;

import dev.quanbao.job.model.Job;
import dev.quanbao.job.model.JobKind;
import dev.quanbao.job.model.JobState;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.error.RequestRefusedException;
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
 * Runs the jobs that wait for somebody, a few at a time.
 *
 * <p>A job's lease is held on while it runs. Whoever loses it, by a crash or by being slow, is
 * overtaken within seconds, and what it still writes of its progress has no effect.
 */
@ApplicationScoped
public class JobRunner {

  private static final int AT_ONCE = 4;
  private static final int FAILURES_ALLOWED = 8;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final JobRepository jobs;
  private final Map<JobKind, JobHandler> works;
  private final Clock clock;
  private final Map<String, JobRun> running = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  public JobRunner(JobRepository jobs, @All List<JobHandler> works, Clock clock) {
    this.jobs = jobs;
    this.works = works.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
    this.clock = clock;
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  /** Looks for work now instead of at the next regular moment. */
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
    return jobs.due(clock.instant(), free)
        .onItem()
        .transformToMulti(due -> Multi.createFrom().iterable(due))
        .onItem()
        .transformToUniAndConcatenate(due -> jobs.take(due, clock.instant()))
        .invoke(this::start)
        .collect()
        .last()
        .replaceWithVoid();
  }

  // A step may take longer than a lease.
  @Scheduled(every = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> holdOn() {
    return Multi.createFrom()
        .iterable(running.values())
        .onItem()
        .transformToUniAndConcatenate(run ->
            jobs.prolong(run.job(), clock.instant())
                .invoke(held -> {
                  if (!held) {
                    run.lose();
                  }
                }))
        .collect()
        .last()
        .replaceWithVoid();
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
        .call(failure -> broke(run, failure))
        .onTermination()
        .invoke(() -> running.remove(taken.id(), run))
        .subscribe()
        .with(
            goesOn -> {
              if (Boolean.TRUE.equals(goesOn)) {
                leave(run);
              }
            },
            failure -> Log.warnf(failure, "job %s is tried again later", taken.id()));
  }

  private Uni<Boolean> portion(JobRun run) {
    Job job = run.job();
    if (job.cancelling()) {
      return end(run, JobState.CANCELLED);
    }
    return work(job)
        .step(job)
        .chain(progress ->
            jobs.advance(job, progress, clock.instant())
                .chain(advanced -> {
                  if (advanced == null || run.isLost()) {
                    return Uni.createFrom().item(false);
                  }
                  run.is(advanced);
                  return switch (progress.next()) {
                    case MORE -> Uni.createFrom().item(true);
                    case LATER -> leaveAWhile(advanced).replaceWith(false);
                    case DONE -> end(run, JobState.DONE);
                    case CANCELLED -> end(run, JobState.CANCELLED);
                  };
                }));
  }

  private Uni<Void> leaveAWhile(Job waiting) {
    Instant now = clock.instant();
    Duration wait = waitOf(waiting, now);
    return jobs.leave(waiting, now.plus(wait), false)
        .invoke(() ->
            Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(wait)
                .subscribe()
                .with(over -> lookSoon()));
  }

  // A tenth of its age: a short job is over at once, and a long one isn't looked at all the time.
  private static Duration waitOf(Job waiting, Instant now) {
    Duration tenth = Duration.between(waiting.createdAt(), now).dividedBy(10);
    if (tenth.compareTo(SHORTEST_WAIT) < 0) {
      return SHORTEST_WAIT;
    }
    return tenth.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : tenth;
  }

  private Uni<Boolean> end(JobRun run, JobState how) {
    return work(run.job())
        .tidy(run.job())
        .chain(() -> jobs.end(run.job(), how, clock.instant()))
        .replaceWith(false);
  }

  private Uni<Void> broke(JobRun run, Throwable failure) {
    Job job = run.job();
    if (job.failures() >= FAILURES_ALLOWED && !isOutage(failure)) {
      // Not tidied up: it can be taken up again where it broke.
      return jobs.end(job, JobState.FAILED, clock.instant()).onFailure().recoverWithNull();
    }
    Duration pause = Duration.ofMillis(250L << Math.min(job.failures(), FAILURES_ALLOWED));
    Instant until =
        clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    return jobs.leave(job, until, !isOutage(failure)).onFailure().recoverWithNull();
  }

  private static boolean isOutage(Throwable failure) {
    return StoreOutages.caused(failure)
        || (failure instanceof RequestRefusedException refused && refused.code().isUnavailable());
  }

  private void leave(JobRun run) {
    jobs.leave(run.job(), clock.instant(), false)
        .subscribe()
        .with(done -> {}, failure -> Log.debug("a job's lease runs out by itself", failure));
  }

  private JobHandler work(Job job) {
    JobHandler work = works.get(job.kind());
    if (work == null) {
      throw new IllegalStateException("nobody knows how to do a job of kind " + job.kind());
    }
    return work;
  }
}
