package dev.quanbao.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.outbox.Replica.Moment;
import dev.quanbao.platform.outbox.model.EntryState;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.model.SendOutcome.Sent;
import dev.quanbao.platform.outbox.model.SendOutcome.Unknown;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import dev.quanbao.platform.outbox.store.OutboxRepository;
import dev.quanbao.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replicas that die, sleep and work beside each other: everything arrives, and nothing twice. */
@QuarkusTest
class OutboxCrashTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final int ENTRIES = Integer.getInteger("outbox.entries", 100);
  private static final int ROUNDS = 400 + ENTRIES;
  private static final long SEED = Long.getLong("test.seed", System.nanoTime());

  private final String desk = "test/" + Ids.random();
  private final MovableClock clock = new MovableClock(Instant.parse("2040-01-01T00:00:00Z"));
  private final OutboxRepository outbox = new OutboxRepository();
  private final Outside outside = new Outside();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AFTER_ASKING")
  void whereverAReplicaDiesTheNextOneBringsItToAnEnd(Moment moment) {
    String id = put(1).getFirst();
    var doomed = new Replica(desk, outside, clock, moment::equals);
    doomed.look();

    runToTheEnd(() -> new Replica(desk, outside, clock));

    assertThat(doomed.isDead()).isTrue();
    assertAllAccountedFor(List.of(id));
  }

  @Test
  void whoDiesOverAQuestionIsFollowedByOneWhoAsksAgain() {
    String id = put(1).getFirst();
    outside.on(entry -> outside.arrive(entry).replaceWith(new Unknown("cut off")));
    var doomed = new Replica(desk, outside, clock, Moment.AFTER_ASKING::equals);
    doomed.look();
    clock.advance(LEASE);
    doomed.look();

    runToTheEnd(() -> new Replica(desk, outside, clock));

    assertThat(doomed.isDead()).isTrue();
    assertAllAccountedFor(List.of(id));
  }

  @Test
  void replicasThatKeepDyingSendEverythingOnce() {
    System.out.println("test.seed=" + SEED);
    var random = new Random(SEED);
    List<String> ids = put(ENTRIES);

    runToTheEnd(() -> new Replica(desk, outside, clock, oneIn(40, random)));

    assertAllAccountedFor(ids);
  }

  /** Sends what it finds under way as if nobody had sent it. */
  private final class Careless extends Replica {
    Careless(Predicate<Moment> kill) {
      super(desk, outside, clock, kill);
    }

    @Override
    public Uni<SendOutcome> queryStatus(OutboxEntry entry) {
      return send(entry);
    }
  }

  @Test
  void replicasThatSendAgainWithoutAskingAreSeenToSendTwice() {
    var random = new Random(SEED);
    List<String> ids = put(ENTRIES);

    runToTheEnd(() -> new Careless(oneIn(40, random)));

    assertThat(ids).anyMatch(id -> outside.arrivals(id) > 1);
  }

  @Test
  void replicasBesideEachOtherSendEverythingOnce() {
    List<String> ids = put(ENTRIES);
    List<Replica> replicas =
        IntStream.range(0, 4).mapToObj(i -> new Replica(desk, outside, clock)).toList();

    lookAtOnce(replicas);

    assertAllAccountedFor(ids);
  }

  /** Takes what is due whoever has it. */
  private final class Greedy extends Replica {
    Greedy() {
      super(desk, outside, clock);
    }

    @Override
    Uni<List<OutboxEntry>> take(Supplier<Uni<List<OutboxEntry>>> properly, List<OutboxEntry> due) {
      return properly.get().replaceWith(due);
    }
  }

  @Test
  void replicasThatDoNotMindWhoTookAnEntryAreSeenToSendTwice() {
    List<String> ids = put(ENTRIES);

    lookAtOnce(IntStream.range(0, 4).mapToObj(i -> new Greedy()).toList());

    assertThat(ids).anyMatch(id -> outside.arrivals(id) > 1);
  }

  @Test
  void aReplicaThatWokeUpTooLateToSendDoesNotBegin() {
    String id = put(1).getFirst();
    var sleepy =
        new Replica(desk, outside, clock) {
          @Override
          Uni<List<OutboxEntry>> take(
              Supplier<Uni<List<OutboxEntry>>> properly, List<OutboxEntry> due) {
            return properly.get().invoke(() -> clock.advance(Duration.ofSeconds(6)));
          }
        };

    sleepy.begin();
    sleepy.finish();

    assertThat(outside.arrivals(id)).isZero();
    assertThat(now(id).state()).isEqualTo(EntryState.WAITING);
    assertThat(now(id).attempts()).isZero();
  }

  @Test
  void aReplicaThatHearsTooLateWritesNothing() {
    String id = put(1).getFirst();
    var answer = new CompletableFuture<SendOutcome>();
    outside.on(
        entry -> outside.arrive(entry).chain(() -> Uni.createFrom().completionStage(answer)));
    var slow = new Replica(desk, outside, clock);
    slow.begin();
    clock.advance(LEASE);
    new Replica(desk, outside, clock).look();
    OutboxEntry ended = now(id);

    answer.complete(new Sent("too late"));
    slow.finish();

    assertThat(ended.endedAt()).isNotNull();
    assertThat(now(id)).isEqualTo(ended);
    assertAllAccountedFor(List.of(id));
  }

  @Test
  void aSlowDeskHoldsUpNoOther() {
    put(40);
    IntStream.range(0, 16).forEach(i -> outside.on(entry -> Uni.createFrom().nothing()));
    var slow = new Replica(desk, outside, clock);
    slow.begin();
    var other = new OutboxCrashTest();
    List<String> ids = other.put(40);

    new Replica(other.desk, other.outside, other.clock).look();

    other.assertAllAccountedFor(ids);
  }

  private void runToTheEnd(Supplier<Replica> newReplica) {
    List<Replica> replicas = new ArrayList<>(List.of(newReplica.get(), newReplica.get()));
    for (int i = 0; i < ROUNDS && !allEnded(); i++) {
      lookAtOnce(replicas);
      replicas.replaceAll(replica -> replica.isDead() ? newReplica.get() : replica);
      clock.advance(LEASE);
    }
  }

  private static void lookAtOnce(List<? extends Replica> replicas) {
    try (ExecutorService threads = Executors.newFixedThreadPool(replicas.size())) {
      List<CompletableFuture<Void>> looks =
          replicas.stream()
              .map(replica -> CompletableFuture.runAsync(replica::look, threads))
              .toList();
      looks.forEach(CompletableFuture::join);
    }
  }

  private static Predicate<Moment> oneIn(int times, Random random) {
    return moment -> random.nextInt(times) == 0;
  }

  private List<String> put(int count) {
    List<OutboxEntry> entries =
        IntStream.range(0, count)
            .mapToObj(
                i -> OutboxEntry.waiting(Ids.random(), desk, "q", desk, "{}", clock.instant()))
            .toList();
    outbox.putAll(entries).await().atMost(LIMIT);
    return entries.stream().map(OutboxEntry::id).toList();
  }

  private boolean allEnded() {
    return outbox
            .mongoCollection()
            .countDocuments(Filters.and(Filters.eq("subject", desk), Filters.eq("endedAt", null)))
            .await()
            .atMost(LIMIT)
        == 0;
  }

  private void assertAllAccountedFor(List<String> ids) {
    assertThat(ids)
        .allSatisfy(id -> {
          OutboxEntry ended = now(id);
          assertThat(outside.arrivals(id)).isEqualTo(1);
          assertThat(ended.endedAt()).isNotNull();
          assertThat(ended.state()).isEqualTo(EntryState.SENT);
          assertThat(outside.ends(id)).containsExactly(ended.end());
        });
  }

  private OutboxEntry now(String id) {
    return outbox.findById(id).await().atMost(LIMIT);
  }
}
