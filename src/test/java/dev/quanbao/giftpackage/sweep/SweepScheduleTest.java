package dev.quanbao.giftpackage.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.store.background.ClusterSchedule;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.testing.MovableClock;
import dev.quanbao.ticket.NotedSweeps;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several replicas with one schedule. */
@QuarkusTest
class SweepScheduleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int REPLICAS = 4;

  @Inject TicketRepository tickets;
  @Inject ExpirePackages expirePackages;
  @Inject MarkSoldOut markSoldOut;
  @Inject PacedBatches batches;
  @Inject ClusterSchedule turns;

  private final MovableClock clock = new MovableClock(Instant.now());
  private NotedSweeps noted;

  @BeforeEach
  void nobodyHasHadATurn() {
    turns.deleteById("sweep").await().atMost(PATIENCE);
    noted = new NotedSweeps(tickets, batches);
  }

  @Test
  void oneReplicaSweepsPerDueTime() {
    List<SweepSchedule> replicas = Stream.generate(this::replica).limit(REPLICAS).toList();

    runAll(replicas);
    runAll(replicas);
    clock.advance(EVERY);
    runAll(replicas);

    assertThat(noted.sweeps()).hasSize(2);
  }

  @Test
  void itSweepsEverybodysAsTheSystem() {
    SweepSchedule replica = replica();

    runAll(List.of(replica));

    assertThat(noted.sweeps())
        .singleElement()
        .satisfies(sweep -> {
          assertThat(sweep.companies()).isEmpty();
          assertThat(sweep.actor()).isEqualTo("system");
          assertThat(sweep.end()).isBefore(clock.instant().plus(EVERY));
        });
  }

  private void runAll(List<SweepSchedule> replicas) {
    Uni.join()
        .all(replicas.stream().map(replica -> replica.run(EVERY)).toList())
        .andFailFast()
        .await()
        .atMost(PATIENCE);
  }

  /** A replica of its own but for the store and what is noted of its sweeps. */
  private SweepSchedule replica() {
    return new SweepSchedule(
        new ClusterSchedule(), expirePackages, noted, markSoldOut, clock, Optional::empty);
  }
}
