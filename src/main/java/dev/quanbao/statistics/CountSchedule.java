package dev.quanbao.statistics;

import dev.quanbao.platform.store.background.ClusterSchedule;
import dev.quanbao.ticket.store.TicketMoves;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts the moves of tickets on a schedule, so that no request for statistics has to wait until
 * very many of them are counted.
 *
 * <p>One replica counts at a time; two at once would do the same work twice, and no harm.
 */
@ApplicationScoped
public class CountSchedule {

  private static final String TASK = "statistics";

  /** Longer than the steps of one count take. */
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private static final int PACKAGES = 1_000;

  private final ClusterSchedule turns;
  private final TicketMoves moves;
  private final CountMoves countMoves;
  private final Clock clock;
  private final Optional<Duration> every;

  CountSchedule(
      ClusterSchedule turns,
      TicketMoves moves,
      CountMoves countMoves,
      Clock clock,
      StatisticsSettings settings) {
    this.turns = turns;
    this.moves = moves;
    this.countMoves = countMoves;
    this.clock = clock;
    this.every = settings.every();
  }

  @Scheduled(
      every = "{quanbao.statistics.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return every
        .map(period -> turns.inTurn(TASK, period, AT_MOST, clock, this::countAll))
        .orElseGet(Uni.createFrom()::voidItem);
  }

  /** Counts the moves of all packages that have any. */
  Uni<Void> countAll() {
    return Multi.createBy()
        .repeating()
        .uni(this::countNext)
        .whilst(Optional::isPresent)
        .select()
        .first(PACKAGES)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Optional<String>> countNext() {
    return moves
        .findPackageToCount()
        .call(
            found -> found.isEmpty() ? Uni.createFrom().voidItem() : countMoves.count(found.get()));
  }
}
