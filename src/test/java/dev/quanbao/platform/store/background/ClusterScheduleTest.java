package dev.quanbao.platform.store.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClusterScheduleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration AT_MOST = Duration.ofSeconds(90);
  private static final Instant DUE = Instant.parse("2030-01-01T00:00:00Z");
  private static final int REPLICAS = 8;

  private final String task = "test/" + UUID.randomUUID();
  private final ClusterSchedule turns = new ClusterSchedule();

  @Test
  void ofReplicasThatComeAtOnceOneTakesTheTurn() {
    List<Optional<ClusterTurn>> taken =
        takeAtOnce(IntStream.range(0, REPLICAS).mapToObj(i -> new ClusterSchedule()));

    assertThat(taken).filteredOn(Optional::isPresent).hasSize(1);
  }

  /** Takes a turn as if nobody else could. */
  private static final class CarelessTurns extends ClusterSchedule {
    @Override
    public Uni<Optional<ClusterTurn>> take(
        String task, Duration every, Duration atMost, Instant now) {
      return findById(task)
          .map(found -> Optional.of(found == null ? ClusterTurn.first(task) : found))
          .call(found -> persistOrUpdate(found.orElseThrow()));
    }
  }

  @Test
  void carelessReplicasAreSeenToTakeItTwice() {
    List<Optional<ClusterTurn>> taken =
        takeAtOnce(IntStream.range(0, REPLICAS).mapToObj(i -> new CarelessTurns()));

    assertThat(taken).filteredOn(Optional::isPresent).hasSizeGreaterThan(1);
  }

  @Test
  void aTurnThatWasHadIsNotHadAgain() {
    ClusterTurn first = take(DUE).orElseThrow();
    end(first, DUE.plusSeconds(1));

    Optional<ClusterTurn> again = take(DUE.plusSeconds(59));

    assertThat(again).isEmpty();
    assertThat(take(DUE.plusSeconds(60))).isPresent();
  }

  @Test
  void theNextTurnWaitsForATakerWhoIsStillAtIt() {
    ClusterTurn slow = take(DUE).orElseThrow();

    Optional<ClusterTurn> next = take(DUE.plusSeconds(60));

    assertThat(next).isEmpty();
    end(slow, DUE.plusSeconds(61));
    assertThat(take(DUE.plusSeconds(61))).isPresent();
  }

  @Test
  void aTakerThatNeverComesBackIsOutlived() {
    take(DUE);

    Optional<ClusterTurn> next = take(DUE.plus(AT_MOST));

    assertThat(next).isPresent();
  }

  @Test
  void aTakerThatWakesUpLateCannotEndAnothersTurn() {
    ClusterTurn late = take(DUE).orElseThrow();
    take(DUE.plusSeconds(120));

    end(late, DUE.plusSeconds(121));

    assertThat(take(DUE.plusSeconds(180))).isEmpty();
  }

  private Optional<ClusterTurn> take(Instant now) {
    return turns.take(task, EVERY, AT_MOST, now).await().atMost(PATIENCE);
  }

  private void end(ClusterTurn turn, Instant now) {
    turns.end(turn, now).await().atMost(PATIENCE);
  }

  private List<Optional<ClusterTurn>> takeAtOnce(
      java.util.stream.Stream<? extends ClusterSchedule> replicas) {
    var start = new CyclicBarrier(REPLICAS);
    try (ExecutorService threads = Executors.newFixedThreadPool(REPLICAS)) {
      List<CompletableFuture<Optional<ClusterTurn>>> all =
          replicas
              .map(replica ->
                  CompletableFuture.supplyAsync(
                      () -> {
                        await(start);
                        return replica.take(task, EVERY, AT_MOST, DUE).await().atMost(PATIENCE);
                      },
                      threads))
              .toList();
      return all.stream().map(CompletableFuture::join).toList();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
