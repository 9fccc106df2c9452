package dev.quanbao.claim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.model.Quota.Take;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.error.ErrorCode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Several replicas over one store, claimed from by many at once; each guard is also taken away
 * once, to see that the same scenario then finds something wrong.
 */
@QuarkusTest
class ClaimConcurrencyTest {

  private static final int REPLICAS = 3;
  private static final long SEED = Long.getLong("test.seed", System.nanoTime());

  @Inject ClaimStage stage;

  @Test
  void exactlyAsManyClaimsSucceedAsThereAreCopiesAndNobodyHasMoreThanTheLimit() {
    GiftPackage parent = stage.publish(SamplePackages.shared(1_000, 2));
    List<ClaimRequest> wishes = shuffled(Wishes.any(parent, 500, 3));

    Rush rush = Rush.of(stage.replicas(REPLICAS, stage.clock()), wishes);

    stage.awaitSettled(parent);
    assertThat(rush.failures()).isEmpty();
    assertThat(rush.granted()).hasSize(1_000);
    assertThat(rush.rejected().keySet()).isSubsetOf(ErrorCode.PERSONAL_LIMIT, ErrorCode.SOLD_OUT);
    assertThat(rush.rejected().values().stream().mapToLong(n -> n).sum()).isEqualTo(500);
    assertThat(stage.invariants().violations(parent, rush.granted())).isEmpty();
  }

  @Test
  void aScarcePackageIsClaimedToTheLastCopyAndNotFurther() {
    GiftPackage parent = stage.publish(SamplePackages.shared(37, 2));
    List<ClaimRequest> wishes = shuffled(Wishes.any(parent, 100, 3));

    Rush rush = Rush.of(stage.replicas(REPLICAS, stage.clock()), wishes);

    stage.awaitSettled(parent);
    assertThat(rush.failures()).isEmpty();
    assertThat(rush.granted()).hasSize(37);
    assertThat(rush.rejected().keySet()).isSubsetOf(ErrorCode.PERSONAL_LIMIT, ErrorCode.SOLD_OUT);
    assertThat(stage.invariants().violations(parent, rush.granted())).isEmpty();
  }

  @Test
  void noChildIsClaimedTwiceAndNoneIsLeftOver() {
    GiftPackage parent = stage.publish(SamplePackages.unique(200, 2));
    List<String> children = stage.childCodes(parent);
    List<ClaimRequest> wishes = new ArrayList<>(Wishes.any(parent, 150, 2));
    IntStream.range(0, 120)
        .mapToObj(i -> Wishes.child(parent, Wishes.user(1_000 + i), children.get(i / 2)))
        .forEach(wishes::add);

    Rush rush = Rush.of(stage.replicas(REPLICAS, stage.clock()), shuffled(wishes));

    stage.awaitSettled(parent);
    assertThat(rush.failures()).isEmpty();
    assertThat(rush.granted()).hasSize(200);
    assertThat(rush.rejected().keySet())
        .isSubsetOf(ErrorCode.PERSONAL_LIMIT, ErrorCode.SOLD_OUT, ErrorCode.CODE_ALREADY_CLAIMED);
    assertThat(stage.invariants().violations(parent, rush.granted())).isEmpty();
    assertThat(ClaimStage.await(stage.codeBook.list("packageId", parent.id())))
        .extracting(IssuedCode::claimId)
        .doesNotContainNull();
  }

  @Test
  void whoFindsTheLastChildHeldLearnsWhatBecomesOfItThoughTheHolderTakesSeconds() {
    GiftPackage parent = stage.publish(SamplePackages.unique(1, 1));
    var holding = Gate.closed();
    Replica slow = stage.replica(stage.parts().with(quotaBehind(holding)), stage.clock());
    Uni<ClaimDecision> held = begun(slow.singleClaim.decide(Wishes.any(parent, Wishes.user(1))));
    holding.awaitReached();
    holding.openAfter(Duration.ofSeconds(2));
    Replica other = stage.replica(stage.parts(), stage.clock());

    ClaimDecision late =
        ClaimStage.await(other.singleClaim.decide(Wishes.any(parent, Wishes.user(2))));

    assertThat(late).isEqualTo(new Rejected(ErrorCode.SOLD_OUT));
    assertThat(ClaimStage.await(held)).isInstanceOf(Granted.class);
  }

  @Test
  void aGrantedClaimDoesNotWaitForOneOfItsBatchThatWaitsForAChild() {
    GiftPackage parent = stage.publish(SamplePackages.unique(2, 1));
    var holding = Gate.closed();
    Replica slow = stage.replica(stage.parts().with(quotaBehind(holding)), stage.clock());
    Uni<ClaimDecision> held = begun(slow.singleClaim.decide(Wishes.any(parent, Wishes.user(1))));
    holding.awaitReached();
    Replica other = stage.replica(stage.parts(), stage.clock());
    var results = AssertSubscriber.<BatchResult>create(2);
    other
        .processor
        .process(
            parent.id(),
            List.of(Wishes.any(parent, Wishes.user(2)), Wishes.any(parent, Wishes.user(3))))
        .subscribe()
        .withSubscriber(results);

    List<BatchResult> early = List.copyOf(results.awaitNextItem(ClaimStage.LIMIT).getItems());
    holding.open();

    assertThat(early).hasSize(1);
    assertThat(early.getFirst().outcome())
        .isInstanceOfSatisfying(
            Outcome.Decided.class,
            first -> assertThat(first.decision()).isInstanceOf(Granted.class));
    assertThat(results.awaitCompletion(ClaimStage.LIMIT).getItems().getLast().outcome())
        .isEqualTo(Outcome.rejected(ErrorCode.SOLD_OUT));
    assertThat(ClaimStage.await(held)).isInstanceOf(Granted.class);
  }

  private QuotaRepository quotaBehind(Gate gate) {
    return new QuotaRepository(stage.packages, stage.calendar) {
      @Override
      public Uni<Boolean> take(String packageId, List<Take> claims, Instant at) {
        return gate.pass().chain(() -> super.take(packageId, claims, at));
      }
    };
  }

  private static Uni<ClaimDecision> begun(Uni<ClaimDecision> decision) {
    Uni<ClaimDecision> shared = decision.memoize().indefinitely();
    shared.subscribe().with(decided -> {});
    return shared;
  }

  @Test
  void aQuotaThatIsReadAndThenWrittenIsFoundOut() {
    var bothHaveRead = Gate.meetingOf(2);
    ReplicaParts sabotaged = stage.parts().with(Sabotage.unguardedQuota(stage, bothHaveRead));

    List<String> violations = rushFor(SamplePackages.shared(1, 1), sabotaged, sabotaged);

    assertThat(violations).isNotEmpty();
  }

  @Test
  void claimsWithoutAUniqueKeyAreFoundOut() {
    ReplicaParts sabotaged = stage.parts().with(Sabotage.claimsWithoutKey());

    List<String> violations =
        rushFor(SamplePackages.shared(100, 1), sabotaged, sabotaged, sabotaged);

    assertThat(violations).isNotEmpty();
  }

  @Test
  void childrenThatAreHeldUnguardedAreFoundOut() {
    var bothHaveFound = Gate.meetingOf(2);
    ReplicaParts sabotaged = stage.parts().with(Sabotage.unguardedChildren(stage, bothHaveFound));

    List<String> violations = rushFor(SamplePackages.unique(4, 1), sabotaged, sabotaged);

    assertThat(violations).isNotEmpty();
  }

  @Test
  void aWantedChildThatIsHeldUnguardedIsFoundOut() {
    GiftPackage parent = stage.publish(SamplePackages.unique(4, 1));
    ReplicaParts sabotaged =
        stage.parts().with(Sabotage.unguardedChildren(stage, Gate.meetingOf(1)));
    String wanted = stage.childCodes(parent).getFirst();
    List<ClaimRequest> wishes =
        IntStream.range(0, 4).mapToObj(i -> Wishes.child(parent, Wishes.user(i), wanted)).toList();

    List<String> violations = rush(parent, wishes, sabotaged);

    assertThat(violations).isNotEmpty();
  }

  @Test
  void theSmallScenariosOfTheSabotagesFindNothingWrongWithASoundStore() {
    ReplicaParts sound = stage.parts();

    List<String> violations = new ArrayList<>();
    violations.addAll(rushFor(SamplePackages.shared(1, 1), sound, sound));
    violations.addAll(rushFor(SamplePackages.shared(100, 1), sound, sound));
    violations.addAll(rushFor(SamplePackages.unique(4, 1), sound, sound));

    assertThat(violations).isEmpty();
  }

  private List<String> rushFor(GiftPackage sample, ReplicaParts... replicas) {
    GiftPackage parent = stage.publish(sample);
    return rush(parent, Wishes.any(parent, 8, 4), replicas);
  }

  private List<String> rush(GiftPackage parent, List<ClaimRequest> wishes, ReplicaParts... parts) {
    List<Replica> replicas =
        List.of(parts).stream().map(part -> stage.replica(part, stage.clock())).toList();
    Rush rush = Rush.of(replicas, wishes);
    stage.awaitSettled(parent);
    return stage.invariants().violations(parent, rush.granted());
  }

  private static List<ClaimRequest> shuffled(List<ClaimRequest> wishes) {
    System.out.printf("claims in the order of -Dtest.seed=%d%n", SEED);
    List<ClaimRequest> shuffled = new ArrayList<>(wishes);
    Collections.shuffle(shuffled, new Random(SEED));
    return shuffled;
  }
}
