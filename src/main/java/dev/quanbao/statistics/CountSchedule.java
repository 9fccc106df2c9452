package dev.quanbao.statistics;

import dev.quanbao.platform.store.ClusterSchedule;
import dev.quanbao.ticket.store.TicketMoves;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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
  private final String every;

  CountSchedule(
      ClusterSchedule turns,
      TicketMoves moves,
      CountMoves countMoves,
      Clock clock,
      @ConfigProperty(name = "quanbao.statistics.every", defaultValue = "2s") String every) {
    this.turns = turns;
    this.moves = moves;
    this.countMoves = countMoves;
    this.clock = clock;
    this.every = every;
  }

  // Never runs where the setting says "off".
  @Scheduled(
      every = "{quanbao.statistics.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return turns.inTurn(
        TASK, DurationConverter.parseDuration(every), AT_MOST, clock, this::countAll);
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
