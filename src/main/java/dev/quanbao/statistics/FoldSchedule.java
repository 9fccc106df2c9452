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
 * Counts moves as they come, so that whoever asks for statistics never has to wait for very many of
 * them. One replica at a time; two at once would only do the same work twice.
 */
@ApplicationScoped
public class FoldSchedule {

  private static final String TASK = "statistics";

  /** More than this many steps of counting take. */
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private static final int PACKAGES = 1_000;

  private final ClusterSchedule turns;
  private final TicketMoves moves;
  private final Folding folding;
  private final Clock clock;
  private final String every;

  FoldSchedule(
      ClusterSchedule turns,
      TicketMoves moves,
      Folding folding,
      Clock clock,
      @ConfigProperty(name = "quanbao.statistics.every", defaultValue = "2s") String every) {
    this.turns = turns;
    this.moves = moves;
    this.folding = folding;
    this.clock = clock;
    this.every = every;
  }

  // The setting may also say "off", and then this never runs.
  @Scheduled(
      every = "{quanbao.statistics.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return turns.inTurn(
        TASK, DurationConverter.parseDuration(every), AT_MOST, clock, this::foldAll);
  }

  /** Counts the moves of all packages that have any. */
  Uni<Void> foldAll() {
    return Multi.createBy()
        .repeating()
        .uni(this::foldAny)
        .whilst(Optional::isPresent)
        .select()
        .first(PACKAGES)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Optional<String>> foldAny() {
    return moves
        .anyPackage()
        .call(found -> found.isEmpty() ? Uni.createFrom().voidItem() : folding.fold(found.get()));
  }
}
