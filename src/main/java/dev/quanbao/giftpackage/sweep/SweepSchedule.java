package dev.quanbao.giftpackage.sweep;

import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.store.background.ClusterSchedule;
import dev.quanbao.ticket.ExpireTickets;
import dev.quanbao.ticket.model.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sweeps on a schedule (定时任务): of all replicas, one runs at each due time.
 *
 * <p>A run ends before the next is due, which finds what it has left.
 */
@ApplicationScoped
public class SweepSchedule {

  private static final String TASK = "sweep";

  /** For the step that is running when a run's time is over. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final ClusterSchedule turns;
  private final ExpirePackages expirePackages;
  private final ExpireTickets expireTickets;
  private final MarkSoldOut markSoldOut;
  private final Clock clock;
  private final Optional<Duration> every;

  SweepSchedule(
      ClusterSchedule turns,
      ExpirePackages expirePackages,
      ExpireTickets expireTickets,
      MarkSoldOut markSoldOut,
      Clock clock,
      SweepSettings settings) {
    this.turns = turns;
    this.expirePackages = expirePackages;
    this.expireTickets = expireTickets;
    this.markSoldOut = markSoldOut;
    this.clock = clock;
    this.every = settings.every();
  }

  @Scheduled(
      every = "{quanbao.sweep.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return every.map(this::run).orElseGet(Uni.createFrom()::voidItem);
  }

  /** Sweeps if a turn is due. */
  Uni<Void> run(Duration period) {
    Instant now = clock.instant();
    Duration limit = period.multipliedBy(4).dividedBy(5);
    return turns.inTurn(
        TASK,
        period,
        limit.plus(GRACE),
        clock,
        () -> sweep(Sweep.scheduled(now, now.plus(limit), Ids.random())));
  }

  private Uni<Void> sweep(Sweep sweep) {
    return expirePackages
        .expireAll(sweep)
        .chain(() -> markSoldOut.markAll(sweep))
        .chain(() -> expireTickets.expireAll(sweep))
        .replaceWithVoid();
  }
}
