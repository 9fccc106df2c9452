package dev.quanbao.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SequencesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TAKERS = 16;
  private static final int EACH = 60;

  @Inject Sequences sequences;

  private final String name = "test/" + UUID.randomUUID();
  private final long seed = new Random().nextLong();

  /** Numbers that one taker was given. */
  private record Taken(long first, int count) {}

  @Test
  void takersAtOnceNeverGetANumberTwice() {
    // Counts that make the block run out again and again, some of them larger than a block.
    List<Taken> taken = takeAtOnce((random, i) -> 1 + random.nextInt(i % 10 == 0 ? 12_000 : 900));

    assertThat(overlaps(taken)).as("seed %d", seed).isEmpty();
  }

  @Test
  void takersOfExactNumbersLeaveNoGap() {
    List<Taken> taken = takeExactlyAtOnce();

    long sum = taken.stream().mapToLong(Taken::count).sum();
    long end = taken.stream().mapToLong(t -> t.first() + t.count()).max().orElseThrow();
    assertThat(overlaps(taken)).as("seed %d", seed).isEmpty();
    assertThat(end).isEqualTo(sum);
  }

  @Test
  void takersOfNumbersBelowALimitGetAllOfThemAndNoneBeyond() {
    long limit = TAKERS * EACH;

    List<Optional<Long>> first =
        IntStream.range(0, (int) limit / 100 + 1).mapToObj(i -> takeBelow(100, limit)).toList();

    assertThat(first.stream().flatMap(Optional::stream).count()).isEqualTo(limit / 100);
    assertThat(takeBelow((int) limit % 100, limit)).contains(limit - limit % 100);
    assertThat(takeBelow(1, limit)).isEmpty();
  }

  @Test
  void numbersBeginWithZeroAndFollowEachOther() {
    long first = take(3);
    long second = take(4);
    long third = take(1);

    assertThat(List.of(first, second, third)).containsExactly(0L, 3L, 7L);
  }

  @Test
  void namesCountForThemselves() {
    take(5);

    long other = sequences.take(name + "/other", 1).await().atMost(PATIENCE);

    assertThat(other).isZero();
  }

  private Optional<Long> takeBelow(int count, long limit) {
    return sequences.takeBelow(name, count, limit).await().atMost(PATIENCE);
  }

  private long take(int count) {
    return sequences.take(name, count).await().atMost(PATIENCE);
  }

  private List<Taken> takeAtOnce(BiFunction<Random, Integer, Integer> counts) {
    return atOnce(counts, count -> sequences.take(name, count));
  }

  private List<Taken> takeExactlyAtOnce() {
    return atOnce(
        (random, i) -> 1 + random.nextInt(5),
        count -> sequences.takeBelow(name, count, Long.MAX_VALUE).map(Optional::orElseThrow));
  }

  private List<Taken> atOnce(
      BiFunction<Random, Integer, Integer> counts, java.util.function.IntFunction<Uni<Long>> take) {
    var start = new CyclicBarrier(TAKERS);
    try (ExecutorService takers = Executors.newFixedThreadPool(TAKERS)) {
      List<CompletableFuture<List<Taken>>> all =
          IntStream.range(0, TAKERS)
              .mapToObj(taker ->
                  CompletableFuture.supplyAsync(
                      () -> {
                        var random = new Random(seed + taker);
                        await(start);
                        return IntStream.range(0, EACH)
                            .map(i -> counts.apply(random, i))
                            .mapToObj(count ->
                                new Taken(take.apply(count).await().atMost(PATIENCE), count))
                            .toList();
                      },
                      takers))
              .toList();
      return all.stream().flatMap(taken -> taken.join().stream()).toList();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Taken> overlaps(List<Taken> taken) {
    List<Taken> inOrder = taken.stream().sorted(Comparator.comparingLong(Taken::first)).toList();
    return IntStream.range(1, inOrder.size())
        .filter(
            i -> inOrder.get(i - 1).first() + inOrder.get(i - 1).count() > inOrder.get(i).first())
        .mapToObj(inOrder::get);
  }
}
