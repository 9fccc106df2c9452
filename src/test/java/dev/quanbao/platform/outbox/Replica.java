package dev.quanbao.platform.outbox;

import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.store.LeasedEntry;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import dev.quanbao.platform.outbox.store.OutboxRepository;
import dev.quanbao.platform.store.Lease;
import dev.quanbao.testing.MovableClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A replica as far as one desk goes: it looks for work when it is told to, and may be killed at any
 * moment of it. Once killed it does nothing any more.
 */
class Replica implements OutboxHandler {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The moments between what a replica does to the store and to the world. */
  enum Moment {
    BEFORE_TAKING,
    AFTER_TAKING,
    BEFORE_ARRIVAL,
    AFTER_ARRIVAL,
    AFTER_ASKING,
    BEFORE_DECIDING,
    AFTER_DECIDING,
    AFTER_SETTLING,
    AFTER_ENDING
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private final String desk;
  private final Outside outside;
  private final Predicate<Moment> kill;
  private final TestDesk work;
  private volatile boolean dead;

  Replica(String desk, Outside outside, MovableClock clock) {
    this(desk, outside, clock, moment -> false);
  }

  Replica(String desk, Outside outside, MovableClock clock, Predicate<Moment> kill) {
    this.desk = desk;
    this.outside = outside;
    this.kill = kill;
    this.work = new TestDesk(this, new MortalOutbox(), clock);
  }

  /** What is due as this replica sees it. */
  Uni<List<OutboxEntry>> seen(List<OutboxEntry> due) {
    return Uni.createFrom().item(due);
  }

  /** Takes entries as this replica does. */
  Uni<List<OutboxEntry>> take(Supplier<Uni<List<OutboxEntry>>> properly, List<OutboxEntry> due) {
    return properly.get();
  }

  /** Does all that there is to do now, unless it is killed. */
  void look() {
    do {
      begin();
      finish();
    } while (!dead && work.isAnythingDue());
  }

  void begin() {
    work.begin().onFailure(Killed.class).recoverWithNull().await().atMost(LIMIT);
  }

  void finish() {
    work.finish();
  }

  boolean isDead() {
    return dead;
  }

  @Override
  public String destination() {
    return desk;
  }

  @Override
  public Uni<SendOutcome> send(OutboxEntry entry) {
    return at(Moment.BEFORE_ARRIVAL)
        .chain(() -> outside.send(entry))
        .call(() -> at(Moment.AFTER_ARRIVAL));
  }

  @Override
  public Uni<SendOutcome> queryStatus(OutboxEntry entry) {
    return Uni.createFrom().item(() -> outside.answer(entry)).call(() -> at(Moment.AFTER_ASKING));
  }

  @Override
  public Uni<Void> onCompleted(OutboxEntry entry, SendOutcome.Final end) {
    return alive().invoke(() -> outside.settle(entry, end)).chain(() -> at(Moment.AFTER_SETTLING));
  }

  private Uni<Void> at(Moment moment) {
    return alive()
        .chain(() -> {
          if (kill.test(moment)) {
            dead = true;
          }
          return alive();
        });
  }

  private Uni<Void> alive() {
    return Uni.createFrom()
        .deferred(
            () -> dead ? Uni.createFrom().failure(new Killed()) : Uni.createFrom().voidItem());
  }

  private final class MortalOutbox extends OutboxRepository {

    @Override
    public Uni<List<OutboxEntry>> due(
        String destination, Set<String> exceptQueues, Instant now, int limit) {
      return alive()
          .chain(() -> super.due(desk, exceptQueues, now, limit))
          .chain(Replica.this::seen);
    }

    @Override
    public Uni<List<OutboxEntry>> take(List<OutboxEntry> due, Lease lease, Instant now) {
      return at(Moment.BEFORE_TAKING)
          .chain(() -> Replica.this.take(() -> super.take(due, lease, now), due))
          .call(() -> at(Moment.AFTER_TAKING));
    }

    @Override
    public Uni<Void> release(LeasedEntry held, Instant now) {
      return alive().chain(() -> super.release(held, now));
    }

    @Override
    public Uni<Void> sendAt(LeasedEntry held, Instant when, String why) {
      return alive().chain(() -> super.sendAt(held, when, why));
    }

    @Override
    public Uni<Void> queryStatusAt(LeasedEntry held, Instant when, String why) {
      return alive().chain(() -> super.queryStatusAt(held, when, why));
    }

    @Override
    public Uni<Boolean> decide(LeasedEntry held, SendOutcome.Final end, Instant settledBy) {
      return at(Moment.BEFORE_DECIDING)
          .chain(() -> super.decide(held, end, settledBy))
          .call(() -> at(Moment.AFTER_DECIDING));
    }

    @Override
    public Uni<Void> completeAt(LeasedEntry held, Instant when) {
      return alive().chain(() -> super.completeAt(held, when));
    }

    @Override
    public Uni<Void> end(LeasedEntry held, Instant now) {
      return alive().chain(() -> super.end(held, now)).chain(() -> at(Moment.AFTER_ENDING));
    }
  }
}
