package dev.quanbao.giftpackage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.claim.engine.ClaimStage;
import dev.quanbao.claim.engine.SamplePackages;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.StoreCommands;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children of a package that is too large to look through all of it for each claim. */
@QuarkusTest
class ChildPoolTest {

  private static final int PLACES = 120;
  private static final int FEW = 10;
  private static final Set<String> LOOKS = Set.of("find IssuedCode", "findAndModify IssuedCode");

  private final long seed = Long.getLong("test.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Inject ClaimStage stage;
  @Inject AliasCodeRepository codeBook;

  private GiftPackage parent;
  private List<String> codes;
  private ChildPool pool;

  @BeforeEach
  void publish() {
    System.out.println("test.seed=" + seed);
    parent = stage.publish(SamplePackages.unique(PLACES, 1));
    codes = stage.childCodes(parent);
    pool = newPool();
  }

  private ChildPool newPool() {
    return new ChildPool(codeBook, new ChildWalk(codeBook, 4, 32), FEW);
  }

  @Test
  void everyChildIsFoundOnceWhereverItIs() {
    holdParticular(random.nextInt(PLACES / 2));
    List<String> held = new ArrayList<>(holdersOf(codes));
    int turns = 0;
    while (held.size() < PLACES && turns++ < 10 * PLACES) {
      if (random.nextInt(5) == 0) {
        letGoOfSome(held);
      }
      List<String> claims = claims(1 + random.nextInt(8));

      Map<String, String> got = ClaimStage.await(pool.holdAny(parent, claims));

      assertThat(got).as("seed %d", seed).hasSize(Math.min(claims.size(), PLACES - held.size()));
      held.addAll(got.keySet());
      assertThat(holdersOf(codes)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(held);
    }
    assertThat(held).hasSize(PLACES).doesNotHaveDuplicates();
    assertThat(ClaimStage.await(pool.holdAny(parent, claims(2)))).isEmpty();
    assertThat(ClaimStage.await(pool.holdAny(parent, claims(1)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void whoDoesNotKnowThePackageBeginsBehindWhatIsTaken(int count) {
    int taken = PLACES / 2;
    ClaimStage.await(pool.holdAny(parent, claims(taken)));
    GiftPackage sold = SamplePackages.left(parent, PLACES - taken);
    StoreCommands.forget();

    Map<String, String> got = ClaimStage.await(newPool().holdAny(sold, claims(count)));

    assertThat(got.values())
        .containsExactlyInAnyOrderElementsOf(codes.subList(taken, taken + count));
    // Many are read again once they are held.
    assertThat(StoreCommands.sent().stream().filter(LOOKS::contains))
        .hasSizeLessThanOrEqualTo(count == 1 ? 1 : 3);
  }

  @Test
  void whatIsLeftBeforeTheGuessIsFoundToo() {
    ClaimStage.await(pool.holdAny(parent, claims(PLACES)));
    List<String> free = codes.subList(7, 9);
    ClaimStage.await(codeBook.update("{$unset: {claimId: 1}}").where("{code: {$in: ?1}}", free));

    Map<String, String> got = ClaimStage.await(pool.holdAny(parent, claims(3)));

    assertThat(got.values()).containsExactlyInAnyOrderElementsOf(free);
  }

  private void holdParticular(int count) {
    List<String> some = new ArrayList<>(codes);
    Collections.shuffle(some, random);
    some.subList(0, count).forEach(code -> ClaimStage.await(pool.hold(code, claims(1).getFirst())));
  }

  private void letGoOfSome(List<String> held) {
    List<String> some = held.stream().filter(claim -> random.nextInt(10) == 0).limit(20).toList();
    ClaimStage.await(pool.release(parent.id(), some));
    held.removeAll(new HashSet<>(some));
  }

  private List<String> holdersOf(List<String> some) {
    return ClaimStage.await(codeBook.list("packageId", parent.id())).stream()
        .filter(child -> some.contains(child.code()))
        .map(IssuedCode::claimId)
        .flatMap(Stream::ofNullable)
        .toList();
  }

  private static List<String> claims(int count) {
    return IntStream.range(0, count).mapToObj(i -> "u-" + Ids.random()).toList();
  }
}
