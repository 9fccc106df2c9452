package dev.quanbao.giftpackage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.ChildWalk.Way;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.StoreCommands;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A walk over five hundred places in stretches of 4 to 32, held against the list of all of them.
 */
@QuarkusTest
class ChildWalkTest {

  private static final int PLACES = 500;
  private static final int FIRST = 10;
  private static final int END = PLACES - 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final long seed = Long.getLong("test.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final String packageId = Ids.random();
  private List<IssuedCode> children = List.of();

  @Inject AliasCodeRepository codeBook;

  private ChildWalk walk;

  /** Claimed ones at the front, a gap with hardly any free one, and a mixture behind it. */
  @BeforeEach
  void store() {
    System.out.println("test.seed=" + seed);
    walk = new ChildWalk(codeBook, 4, 32);
    children =
        IntStream.range(0, PLACES)
            .mapToObj(place -> child(place, isClaimed(place) ? "c" + place : null))
            .toList();
    await(codeBook.persist(children));
  }

  @AfterEach
  void remove() {
    await(codeBook.delete("packageId", packageId));
  }

  @Test
  void theNextOnesAreThoseThatFollow() {
    for (int i = 0; i < 30; i++) {
      int from = FIRST + random.nextInt(PLACES);
      int count = random.nextInt(60);

      List<IssuedCode> found = await(walk.next(way().from(from), count));

      assertThat(found)
          .as("%d from %d, seed %d", count, from, seed)
          .isEqualTo(free(from).stream().limit(count).toList());
    }
  }

  @Test
  void whatIsPassedIsNotFoundAgain() {
    List<IssuedCode> free = free(FIRST);
    for (int i = 0; i < 30; i++) {
      int count = random.nextInt(free.size() + 10);

      Way rest = await(walk.pass(way(), count));

      assertThat(await(walk.next(rest, PLACES)))
          .as("behind %d, seed %d", count, seed)
          .isEqualTo(free.stream().skip(count).toList());
    }
  }

  @Test
  void whereFewAreTakenTheseTellWhereFreeOnesBegin() {
    List<IssuedCode> free = free(FIRST);
    for (int i = 0; i < 30; i++) {
      int count = random.nextInt(free.size() + 10);

      Way rest = await(walk.passFree(way(), count));

      assertThat(await(walk.next(rest, PLACES)))
          .as("behind %d, seed %d", count, seed)
          .isEqualTo(free.stream().skip(count).toList());
    }
  }

  @Test
  void noStretchIsLongerThanTheLongest() {
    StoreCommands.forget();

    List<IssuedCode> found = await(walk.next(way(), 1));

    assertThat(found).hasSize(1);
    assertThat(StoreCommands.sent().stream().filter("find IssuedCode"::equals))
        .hasSizeGreaterThan(3);
  }

  private boolean isClaimed(int place) {
    return place < 150 || (place < 300 ? random.nextInt(50) > 0 : random.nextBoolean());
  }

  private List<IssuedCode> free(int from) {
    return children.subList(Math.min(from, END), END).stream()
        .filter(child -> child.claimId() == null)
        .toList();
  }

  private Way way() {
    return new Way(packageId, ChildKind.FREE, FIRST, END);
  }

  private IssuedCode child(int place, String claimId) {
    String alias = packageId.substring(0, 12) + place;
    return new IssuedCode(
        IssuedCode.idOf("x1111111111", alias),
        packageId,
        place,
        true,
        "0" + place,
        null,
        alias,
        claimId);
  }

  private static <T> T await(Uni<T> step) {
    return step.await().atMost(PATIENCE);
  }
}
