package dev.quanbao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.outbox.model.EntryState;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.model.SendOutcome.Later;
import dev.quanbao.platform.outbox.model.SendOutcome.Postponed;
import dev.quanbao.platform.outbox.model.SendOutcome.Refused;
import dev.quanbao.platform.outbox.model.SendOutcome.Unknown;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import dev.quanbao.platform.outbox.store.OutboxRepository;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.testing.Eventually;
import dev.quanbao.testing.GivenSettings;
import dev.quanbao.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of entries on a replica that is put together by hand. */
@QuarkusTest
class OutboxTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Later BUSY = Later.because("busy");

  @Inject PacedBatches batches;

  private final String desk = "test/" + Ids.random();
  private final MovableClock clock = new MovableClock(Instant.parse("2040-01-01T00:00:00Z"));
  private final OutboxRepository outbox = new OutboxRepository();
  private final Outside outside = new Outside();
  private final Replica replica = new Replica(desk, outside, clock);

  @Test
  void anEntryIsSentSettledAndEnded() {
    String id = put("q").id();

    replica.look();

    OutboxEntry over = now(id);
    assertThat(over.state()).isEqualTo(EntryState.SENT);
    assertThat(over.reference()).isEqualTo("there/" + id);
    assertThat(over.endedAt()).isEqualTo(clock.instant());
    assertThat(over.lease().until()).isEqualTo(OutboxEntry.NEVER);
    assertThat(outside.arrivals(id)).isEqualTo(1);
    assertThat(outside.ends(id)).containsExactly(Outside.reference(over));
  }

  @Test
  void anEntryThatIsPutInAgainIsSentOnce() {
    OutboxEntry entry = put("q");
    replica.look();
    OutboxEntry other = entry("q");

    await(outbox.put(entry));
    await(outbox.putAll(List.of(other, entry, other)));
    replica.look();

    assertThat(outside.arrivals(entry.id())).isEqualTo(1);
    assertThat(outside.arrivals(other.id())).isEqualTo(1);
  }

  @Test
  void anotherDesksEntriesAreLeftAlone() {
    OutboxEntry other =
        OutboxEntry.waiting(Ids.random(), "other/" + desk, "q", "s", "{}", clock.instant());
    await(outbox.put(other));

    replica.look();

    assertThat(now(other.id())).isEqualTo(other);
  }

  @Test
  void aRefusalEndsAnEntryWithTheReceiversWords() {
    outside.on(new Refused("45021", "title too long"));
    String id = put("q").id();

    replica.look();

    assertThat(now(id).state()).isEqualTo(EntryState.REFUSED);
    assertThat(now(id).code()).isEqualTo("45021");
    assertThat(now(id).why()).isEqualTo("title too long");
    assertThat(outside.ends(id)).containsExactly(new Refused("45021", "title too long"));
  }

  @Test
  void whatPassesIsTriedAgainAfterPausesThatDouble() {
    outside.on(BUSY, BUSY, BUSY);
    String id = put("q").id();

    List<Long> pauses =
        IntStream.range(0, 3)
            .mapToObj(i -> {
              replica.look();
              Instant due = now(id).lease().until();
              long pause = Duration.between(clock.instant(), due).toSeconds();
              clock.advance(Duration.ofSeconds(pause));
              return pause;
            })
            .toList();
    replica.look();

    assertThat(pauses).containsExactly(1L, 2L, 4L);
    assertThat(now(id).state()).isEqualTo(EntryState.SENT);
    assertThat(now(id).attempts()).isEqualTo(3);
  }

  @Test
  void whoAsksForALongerPauseGetsIt() {
    outside.on(new Later(Duration.ofMinutes(3), "Retry-After"));
    String id = put("q").id();

    replica.look();

    assertThat(now(id).lease().until()).isEqualTo(clock.instant().plus(Duration.ofMinutes(3)));
    assertThat(now(id).state()).isEqualTo(EntryState.WAITING);
  }

  @Test
  void whatNeverPassesIsGivenUpWhenPatienceIsOver() {
    outside.on(BUSY, BUSY);
    String id = put("q").id();
    replica.look();
    clock.advance(TestDesk.PATIENCE);

    replica.look();

    assertThat(now(id).state()).isEqualTo(EntryState.REFUSED);
    assertThat(outside.ends(id)).containsExactly(new Refused(Refused.GAVE_UP, "busy"));
  }

  @Test
  void aParkedQueueWaitsAsAWholeAndOthersGoOn() {
    Instant midnight = clock.instant().plus(Duration.ofHours(16));
    String first = put("a").id();
    outside.on(new Postponed(midnight, "quota"));
    replica.look();
    // Was waiting for its next attempt when the queue was parked.
    String second = parkedWith(midnight, "a");
    String other = put("b").id();

    replica.look();

    assertThat(now(first).lease().until()).isEqualTo(midnight);
    assertThat(now(second).lease().until()).isEqualTo(midnight);
    assertThat(outside.arrivals(second)).isZero();
    assertThat(now(other).state()).isEqualTo(EntryState.SENT);
  }

  private String parkedWith(Instant midnight, String queue) {
    outside.on(BUSY);
    String waiting = put(queue).id();
    replica.look();
    outside.on(new Postponed(midnight, "quota"));
    put(queue);
    replica.look();
    return waiting;
  }

  @Test
  void parkingUsesUpNoPatience() {
    Instant until = clock.instant().plus(TestDesk.PATIENCE);
    outside.on(new Postponed(until, "quota"), BUSY);
    String id = put("q").id();
    replica.look();
    clock.advance(TestDesk.PATIENCE);

    replica.look();

    assertThat(now(id).state()).isEqualTo(EntryState.WAITING);
  }

  @Test
  void aSendWhoseEndNobodySawIsAskedForAndNotSentAgain() {
    outside.on(entry -> outside.arrive(entry).replaceWith(new Unknown("cut off")));
    String id = put("q").id();
    replica.look();
    EntryState before = now(id).state();
    clock.advance(LEASE);

    replica.look();

    assertThat(before).isEqualTo(EntryState.IN_FLIGHT);
    assertThat(now(id).state()).isEqualTo(EntryState.SENT);
    assertThat(outside.arrivals(id)).isEqualTo(1);
  }

  @Test
  void nobodyAsksWhileASendMayStillArrive() {
    outside.on(new Unknown("cut off"));
    String id = put("q").id();
    replica.look();
    clock.advance(LEASE.minusMillis(1));

    replica.look();

    assertThat(now(id).state()).isEqualTo(EntryState.IN_FLIGHT);
    assertThat(now(id).attempts()).isEqualTo(1);
  }

  @Test
  void whatNeverArrivedIsSentAgain() {
    outside.on(new Unknown("cut off"));
    String id = put("q").id();
    replica.look();
    clock.advance(LEASE);
    replica.look();
    clock.advance(LEASE);

    replica.look();

    assertThat(now(id).state()).isEqualTo(EntryState.SENT);
    assertThat(outside.arrivals(id)).isEqualTo(1);
  }

  @Test
  void whatNobodyCanTellIsAskedForUntilPatienceIsOver() {
    outside.on(entry -> outside.arrive(entry).replaceWith(new Unknown("cut off")));
    outside.answering(new Unknown("who knows"), BUSY, new Unknown("nobody"));
    String id = put("q").id();
    replica.look();
    clock.advance(LEASE);
    replica.look();
    clock.advance(LEASE);
    replica.look();
    clock.advance(TestDesk.PATIENCE);

    replica.look();

    assertThat(now(id).state()).isEqualTo(EntryState.UNKNOWN);
    assertThat(outside.ends(id)).containsExactly(new Unknown("nobody"));
    assertThat(outside.arrivals(id)).isEqualTo(1);
  }

  @Test
  void aQuestionThatIsParkedUsesUpNoPatience() {
    Instant until = clock.instant().plus(TestDesk.PATIENCE);
    outside.on(entry -> outside.arrive(entry).replaceWith(new Unknown("cut off")));
    outside.answering(new Postponed(until, "quota"), new Unknown("who knows"));
    String id = put("q").id();
    replica.look();
    clock.advance(LEASE);
    replica.look();
    clock.advance(TestDesk.PATIENCE);

    replica.look();

    assertThat(now(id).state()).isEqualTo(EntryState.IN_FLIGHT);
    assertThat(now(id).why()).isEqualTo("who knows");
  }

  @Test
  void whereNobodyCanBeAskedNothingIsSentAgain() {
    var unaskable =
        new Replica(desk, outside, clock) {
          @Override
          public boolean supportsStatusQuery() {
            return false;
          }
        };
    outside.on(new Unknown("cut off"));
    String id = put("q").id();

    unaskable.look();

    assertThat(now(id).state()).isEqualTo(EntryState.UNKNOWN);
    assertThat(outside.ends(id)).containsExactly(new Unknown("cut off"));
  }

  @Test
  void aCourierThatFailsOrHangsMayHaveSent() {
    var hasty =
        new Replica(desk, outside, clock) {
          @Override
          public Duration timeout() {
            return Duration.ofMillis(50);
          }
        };
    outside
        .on(entry -> {
          throw new IllegalStateException("a defect");
        })
        .on(entry -> outside.arrive(entry).chain(() -> Uni.createFrom().nothing()));
    String fails = put("q").id();
    String hangs = put("q").id();

    hasty.look();

    assertThat(now(fails).state()).isEqualTo(EntryState.IN_FLIGHT);
    assertThat(now(hangs).state()).isEqualTo(EntryState.IN_FLIGHT);
  }

  @Test
  void anEndThatCannotBeSettledIsSettledLater() {
    var forgetful =
        new Replica(desk, outside, clock) {
          @Override
          public Uni<Void> onCompleted(OutboxEntry entry, SendOutcome.Final end) {
            return outside.ends(entry.id()).isEmpty()
                ? Uni.createFrom()
                    .voidItem()
                    .invoke(() -> outside.settle(entry, end))
                    .chain(() -> Uni.createFrom().failure(new IllegalStateException("no store")))
                : Uni.createFrom().voidItem();
          }
        };
    String id = put("q").id();
    forgetful.look();
    OutboxEntry before = now(id);
    clock.advance(Duration.ofSeconds(1));

    forgetful.look();

    assertThat(before.state()).isEqualTo(EntryState.SENT);
    assertThat(before.endedAt()).isNull();
    assertThat(now(id).endedAt()).isEqualTo(clock.instant());
    assertThat(outside.arrivals(id)).isEqualTo(1);
  }

  @Test
  void aSlowQueueLeavesRoomForOthers() {
    var sparing =
        new Replica(desk, outside, clock) {
          @Override
          public int atOnceOfQueue() {
            return 2;
          }
        };
    var slow = new CompletableFuture<SendOutcome>();
    outside
        .on(entry -> Uni.createFrom().completionStage(slow))
        .on(entry -> Uni.createFrom().completionStage(slow));
    List<String> slowOnes = IntStream.range(0, 40).mapToObj(i -> put("slow").id()).toList();
    clock.advance(Duration.ofMillis(1));
    String other = put("fast").id();

    sparing.begin();

    OutboxEntry seen =
        Eventually.look(outbox.findById(other), found -> found.state() == EntryState.SENT, LIMIT);
    assertThat(seen.state()).isEqualTo(EntryState.SENT);
    assertThat(slowOnes.stream().filter(id -> now(id).state() == EntryState.IN_FLIGHT)).hasSize(2);
    slow.complete(BUSY);
    sparing.finish();
  }

  @Test
  void onlyWhatWaitsCanBeWithdrawn() {
    String sent = put("q").id();
    replica.look();
    String waiting = put("q").id();

    boolean withdrawn = await(outbox.withdraw(waiting));

    assertThat(withdrawn).isTrue();
    assertThat(await(outbox.withdraw(sent))).isFalse();
    assertThat(await(outbox.findById(waiting))).isNull();
  }

  @Test
  void entriesAreCountedByTheirSubject() {
    outside.on(new Refused("1", "no"));
    String subject = put("q").subject();
    replica.look();
    put("q");
    put("q");

    Map<EntryState, Long> counts = await(outbox.counts(subject));

    assertThat(counts)
        .containsEntry(EntryState.REFUSED, 1L)
        .containsEntry(EntryState.WAITING, 2L)
        .containsEntry(EntryState.SENT, 0L);
  }

  @Test
  void onlyWhatEndedLongAgoIsForgotten() {
    String old = put("q").id();
    replica.look();
    String waiting = put("q").id();
    clock.advance(Duration.ofDays(1));

    var settings = GivenSettings.of(OutboxSettings.class, "keep=1h");
    await(new OutboxSweep(outbox, batches, clock, settings).sweep());

    assertThat(await(outbox.findById(old))).isNull();
    assertThat(await(outbox.findById(waiting))).isNotNull();
  }

  private OutboxEntry put(String queue) {
    OutboxEntry entry = entry(queue);
    await(outbox.put(entry));
    return entry;
  }

  private OutboxEntry entry(String queue) {
    return OutboxEntry.waiting(Ids.random(), desk, queue, "about " + desk, "{}", clock.instant());
  }

  private OutboxEntry now(String id) {
    return await(outbox.findById(id));
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(LIMIT);
  }
}
