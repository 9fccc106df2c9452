package dev.quanbao.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.id.Ids;
import dev.quanbao.statistics.model.CountRules;
import dev.quanbao.statistics.model.CountRules.Counter;
import dev.quanbao.statistics.model.PackageCount;
import dev.quanbao.statistics.store.PackageCountRepository;
import dev.quanbao.ticket.model.CountedMove;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.store.FaultyMoves;
import dev.quanbao.ticket.store.StoredTickets;
import dev.quanbao.ticket.store.TicketMoves;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each move counts once, though counts are interrupted, come late or run at once. */
@QuarkusTest
class CountMovesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-01-31T15:59:59Z");

  @Inject TicketMoves moves;
  @Inject PackageCountRepository counts;
  @Inject StoredTickets tickets;

  private final String packageId = Ids.random();

  /** The moments at which a count may be interrupted. */
  enum Crash {
    BEFORE_COMMIT,
    AFTER_COMMIT,
    AMID_MARKING,
    AFTER_MARKING,
    AFTER_CLEARING
  }

  private static final class Crashed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void movesAreCountedAsTheTicketsStand() {
    List<String> ids = tickets.issue(packageId, 10, FROM, TO);
    tickets.move(packageId, ids.subList(0, 2), TicketStatus.FROZEN);
    tickets.move(packageId, ids.subList(2, 5), TicketStatus.USED);
    tickets.move(packageId, ids.subList(5, 9), TicketStatus.CLOSED);

    count(moves);

    assertThat(counted()).isEqualTo(Map.of("FROZEN", 2, "USED", 3, "CLOSED", 4));
  }

  @Test
  void aTicketThatIsMovedAgainCountsWhereItIs() {
    List<String> ids = tickets.issue(packageId, 10, FROM, TO);
    tickets.move(packageId, ids, TicketStatus.FROZEN);
    count(moves);
    tickets.move(packageId, ids.subList(0, 4), TicketStatus.USED);
    tickets.move(packageId, ids.subList(4, 7), TicketStatus.USABLE);

    count(moves);

    assertThat(counted()).isEqualTo(Map.of("FROZEN", 3, "USED", 4));
  }

  @Test
  void moreThanABatchIsCounted() {
    List<String> ids = tickets.issue(packageId, 4_100, FROM, TO);
    tickets.move(packageId, ids, TicketStatus.CLOSED);

    count(moves);

    assertThat(counted()).isEqualTo(Map.of("CLOSED", 4_100));
  }

  @ParameterizedTest
  @EnumSource
  void nothingCountsTwiceAfterACrash(Crash crash) {
    List<String> ids = tickets.issue(packageId, 10, FROM, TO);
    tickets.move(packageId, ids.subList(0, 7), TicketStatus.CLOSED);
    crash(crash);
    tickets.move(packageId, ids.subList(5, 9), TicketStatus.USED);

    count(moves);

    assertThat(counted()).isEqualTo(sumsOfTickets());
  }

  @Test
  void aCountThatWakesUpLateChangesNothing() {
    List<String> ids = tickets.issue(packageId, 5, FROM, TO);
    markLate(ids, moves);
    tickets.move(packageId, ids, TicketStatus.USABLE);

    count(moves);

    assertThat(counted()).isEmpty();
  }

  @Test
  void aLateCountThatMarksBlindlyIsSeenToDoHarm() {
    List<String> ids = tickets.issue(packageId, 5, FROM, TO);
    markLate(ids, FaultyMoves.blind(tickets));
    tickets.move(packageId, ids, TicketStatus.USABLE);

    count(moves);

    assertThat(counted()).isNotEmpty();
  }

  /** Tickets were counted frozen, then used; only now the first count marks them as frozen. */
  private void markLate(List<String> ids, TicketMoves late) {
    tickets.move(packageId, ids, TicketStatus.FROZEN);
    List<CountedMove> old =
        await(moves.findUncounted(packageId, 10)).stream().map(CountedMove::of).toList();
    count(moves);
    tickets.move(packageId, ids, TicketStatus.USED);
    count(moves);
    await(late.markCounted(old));
  }

  @Test
  void aCommitOnWhatIsOutOfDateChangesNothing() {
    commitTwice(counts);

    assertThat(counted()).isEqualTo(Map.of("CLOSED", 3));
  }

  @Test
  void commitsThatDoNotCompareAreSeenToCountTwice() {
    commitTwice(new BlindCounts());

    assertThat(counted()).isEqualTo(Map.of("CLOSED", 6));
  }

  /** Commits on whatever is there. */
  private static final class BlindCounts extends PackageCountRepository {
    @Override
    public Uni<Boolean> commit(
        PackageCount seen, Map<Counter, Integer> changes, List<CountedMove> moved) {
      return findOrBegin(seen.id()).chain(now -> super.commit(now, changes, moved));
    }
  }

  /** Commits twice what was read once. */
  private void commitTwice(PackageCountRepository store) {
    List<String> ids = tickets.issue(packageId, 3, FROM, TO);
    tickets.move(packageId, ids, TicketStatus.CLOSED);
    PackageCount seen = await(counts.findOrBegin(packageId));
    var found = await(moves.findUncounted(packageId, 10));
    List<CountedMove> noted = found.stream().map(CountedMove::of).toList();
    await(store.commit(seen, CountRules.changes(found), noted));
    await(store.commit(seen, CountRules.changes(found), noted));
    count(moves);
  }

  @Test
  void severalAtOnceCountEverythingOnce() {
    List<String> ids = tickets.issue(packageId, 3_000, FROM, TO);
    tickets.move(packageId, ids.subList(0, 2_500), TicketStatus.CLOSED);
    List<Uni<Void>> counting = Stream.generate(() -> counting(moves)).limit(6).toList();

    await(Uni.join().all(counting).andFailFast());

    assertThat(counted()).isEqualTo(Map.of("CLOSED", 2_500));
  }

  private void crash(Crash at) {
    PackageCountRepository dying =
        new PackageCountRepository() {
          @Override
          public Uni<Boolean> commit(
              PackageCount seen, Map<Counter, Integer> changes, List<CountedMove> m) {
            return switch (at) {
              case BEFORE_COMMIT -> crashed();
              case AFTER_COMMIT -> super.commit(seen, changes, m).chain(CountMovesTest::crashed);
              default -> super.commit(seen, changes, m);
            };
          }

          @Override
          public Uni<Boolean> clearPending(PackageCount seen) {
            return super.clearPending(seen).chain(CountMovesTest::crashed);
          }
        };
    TicketMoves marking =
        switch (at) {
          case AMID_MARKING -> FaultyMoves.endingAfter(tickets, 3, CountMovesTest::crashed);
          case AFTER_MARKING -> FaultyMoves.endingAfter(tickets, 99, CountMovesTest::crashed);
          default -> moves;
        };
    boolean died =
        await(
            new CountMoves(dying, marking)
                .count(packageId)
                .replaceWith(false)
                .onFailure(Crashed.class)
                .recoverWithItem(true));
    if (!died) {
      throw new IllegalStateException("the count was not interrupted " + at);
    }
  }

  private static <T> Uni<T> crashed() {
    return Uni.createFrom().failure(new Crashed());
  }

  private void count(TicketMoves seen) {
    await(counting(seen));
  }

  private Uni<Void> counting(TicketMoves seen) {
    return new CountMoves(counts, seen).count(packageId).replaceWithVoid();
  }

  /** The sums of the count by status, without those that are zero. */
  private Map<String, Integer> counted() {
    Map<String, Integer> sums = new TreeMap<>();
    await(counts.findOrBegin(packageId))
        .moved()
        .values()
        .forEach(span -> span.forEach((status, count) -> sums.merge(status, count, Integer::sum)));
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  private Map<String, Integer> sumsOfTickets() {
    Map<String, Integer> sums = new TreeMap<>();
    tickets.findByPackage(packageId).stream()
        .map(Ticket::status)
        .filter(CountRules.COUNTED::contains)
        .forEach(status -> sums.merge(status.name(), 1, Integer::sum));
    return sums;
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(PATIENCE);
  }
}
