package dev.quanbao.job.runner;

import dev.quanbao.job.store.JobLineRepository;
import dev.quanbao.platform.store.background.PacedBatches;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes uploaded lines after a month; two replicas that do so at once do no harm. */
@Singleton
final class LineSweep {

  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final JobLineRepository lines;
  private final PacedBatches batches;
  private final Clock clock;

  LineSweep(JobLineRepository lines, PacedBatches batches, Clock clock) {
    this.lines = lines;
    this.batches = batches;
    this.clock = clock;
  }

  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    Instant old = clock.instant().minus(KEPT);
    return lines.deleteUploadedBefore(old, batches, batches.endAfter(LIMIT)).replaceWithVoid();
  }
}
