package dev.quanbao.platform.outbox;

import dev.quanbao.platform.outbox.store.OutboxEntry;
import dev.quanbao.platform.outbox.store.OutboxRepository;
import dev.quanbao.platform.store.StoreContext;
import dev.quanbao.testing.Eventually;
import dev.quanbao.testing.MovableClock;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A desk on a replica of its own: it looks for work when it is told to, and not by itself. */
public final class TestDesk {

  public static final Duration PATIENCE = Duration.ofHours(24);

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ROUNDS = 1_000;

  private final OutboxDispatcher desk;
  private final MovableClock clock;

  public TestDesk(OutboxHandler courier, MovableClock clock) {
    this(courier, new OutboxRepository(), clock);
  }

  TestDesk(OutboxHandler courier, OutboxRepository outbox, MovableClock clock) {
    this.desk = new OutboxDispatcher(courier, outbox, storeContext(), clock, PATIENCE);
    this.clock = clock;
  }

  private static StoreContext storeContext() {
    return Arc.container().instance(StoreContext.class).get();
  }

  /** Does what there is to do now, and what comes up by doing it. */
  public void look() {
    do {
      begin().await().atMost(LIMIT);
      finish();
    } while (isAnythingDue());
  }

  /** Looks whenever anything becomes due, as time passes, until an entry has ended. */
  public OutboxEntry runToTheEnd(String id) {
    for (int i = 0; i < ROUNDS; i++) {
      look();
      OutboxEntry now = new OutboxRepository().findById(id).await().atMost(LIMIT);
      if (now.endedAt() != null) {
        return now;
      }
      Duration until = Duration.between(clock.instant(), nextDue());
      clock.advance(until.isNegative() ? Duration.ZERO : until);
    }
    throw new AssertionError("the entry doesn't come to an end");
  }

  // Those that wait for less would find that patience with them is over after a long leap.
  private Instant nextDue() {
    return new OutboxRepository()
        .due(desk.name(), Set.of(), OutboxEntry.NEVER.minusSeconds(1), 1)
        .await()
        .atMost(LIMIT)
        .getFirst()
        .lease()
        .until();
  }

  Uni<Void> begin() {
    return desk.look();
  }

  // Whoever is done with some may at once take others.
  void finish() {
    Uni<Integer> running = Uni.createFrom().item(desk::running);
    for (int i = 0; i < ROUNDS; i++) {
      if (Eventually.look(running, left -> left == 0, LIMIT) == 0) {
        return;
      }
    }
    throw new AssertionError("some entries are never done with");
  }

  boolean isAnythingDue() {
    return !new OutboxRepository()
        .due(desk.name(), Set.of(), clock.instant(), 1)
        .await()
        .atMost(LIMIT)
        .isEmpty();
  }
}
