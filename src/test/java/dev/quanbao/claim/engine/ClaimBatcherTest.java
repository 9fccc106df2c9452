package dev.quanbao.claim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.platform.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimBatcherTest {

  private static final GiftPackage WANTED = SamplePackages.shared(10, 1);
  private static final GiftPackage OTHER = SamplePackages.shared(10, 1);

  @Test
  void aLoneClaimNeverWaitsForCompany() {
    var lanes = new ClaimBatcher(steps(ClaimBatcherTest::rejectAll));

    ClaimDecision decision = ClaimStage.await(lanes.decide(wish(WANTED)));

    assertThat(decision).isEqualTo(new Rejected(ErrorCode.ENDED));
  }

  @Test
  void claimsThatArriveWhileOthersAreUnderWayShareTheNextRound() {
    var sizes = new ConcurrentLinkedQueue<Integer>();
    var firstRound = new CompletableFuture<Void>();
    var lanes =
        new ClaimBatcher(
            steps(batch -> {
              sizes.add(batch.size());
              return sizes.size() == 1
                  ? Uni.createFrom().completionStage(firstRound).chain(() -> rejectAll(batch))
                  : rejectAll(batch);
            }));
    List<Uni<ClaimDecision>> waiting =
        IntStream.range(0, 300).mapToObj(i -> started(lanes.decide(wish(WANTED)))).toList();

    firstRound.complete(null);
    waiting.forEach(ClaimStage::await);

    assertThat(sizes).containsExactly(1, 128, 128, 43);
  }

  @Test
  void packagesDoNotWaitForEachOther() {
    var lanes =
        new ClaimBatcher(
            steps(batch ->
                batch.getFirst().request().packageId().equals(WANTED.id())
                    ? Uni.createFrom().nothing()
                    : rejectAll(batch)));
    started(lanes.decide(wish(WANTED)));

    ClaimDecision decision = ClaimStage.await(lanes.decide(wish(OTHER)));

    assertThat(decision).isInstanceOf(Rejected.class);
  }

  @Test
  void aBatchThatFailsFailsItsClaimsAndNoOthers() {
    var batches = new AtomicInteger();
    var lanes =
        new ClaimBatcher(
            steps(batch ->
                batches.incrementAndGet() == 1
                    ? Uni.createFrom().failure(new IllegalStateException("broken"))
                    : rejectAll(batch)));

    Uni<ClaimDecision> first = lanes.decide(wish(WANTED));

    assertThatThrownBy(() -> ClaimStage.await(first)).hasMessage("broken");
    assertThat(ClaimStage.await(lanes.decide(wish(WANTED)))).isInstanceOf(Rejected.class);
  }

  @Test
  void aBatchThatBreaksDownAtOnceDoesNotBlockItsLane() {
    var batches = new AtomicInteger();
    var lanes =
        new ClaimBatcher(
            steps(batch -> {
              if (batches.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
              }
              return rejectAll(batch);
            }));

    Uni<ClaimDecision> first = lanes.decide(wish(WANTED));

    assertThatThrownBy(() -> ClaimStage.await(first)).hasMessage("broken");
    assertThat(ClaimStage.await(lanes.decide(wish(WANTED)))).isInstanceOf(Rejected.class);
  }

  @Test
  void anEndlessRunOfRefusalsFromMemoryDoesNotPileUpOnTheStack() {
    int refusals = 20_000;
    var left = new AtomicInteger(refusals);
    var ended = new CompletableFuture<Void>();
    var lanes = new ClaimBatcher[1];
    lanes[0] =
        new ClaimBatcher(
            steps(batch -> {
              if (left.decrementAndGet() > 0) {
                started(lanes[0].decide(wish(WANTED)));
              } else {
                ended.complete(null);
              }
              return rejectAll(batch);
            }));

    started(lanes[0].decide(wish(WANTED)));

    assertThat(ClaimStage.await(Uni.createFrom().completionStage(ended))).isNull();
  }

  @Test
  void aClaimThatNobodyWaitsForAnyMoreIsNotBegun() {
    var begun = new ArrayList<String>();
    var firstRound = new CompletableFuture<Void>();
    var lanes =
        new ClaimBatcher(
            steps(batch -> {
              batch.forEach(attempt -> begun.add(attempt.request().ownerId()));
              return Uni.createFrom().completionStage(firstRound).chain(() -> rejectAll(batch));
            }));
    started(lanes.decide(Wishes.any(WANTED, "u0001-first")));
    var givenUp = UniAssertSubscriber.<ClaimDecision>create();
    lanes.decide(Wishes.any(WANTED, "u0001-impatient")).subscribe().withSubscriber(givenUp);
    Uni<ClaimDecision> patient = started(lanes.decide(Wishes.any(WANTED, "u0001-patient")));

    givenUp.cancel();
    firstRound.complete(null);
    ClaimStage.await(patient);

    assertThat(begun).containsExactly("u0001-first", "u0001-patient");
  }

  private static ClaimRequest wish(GiftPackage wanted) {
    return Wishes.any(wanted, "u0001-1");
  }

  private static Uni<ClaimDecision> started(Uni<ClaimDecision> decision) {
    return Uni.createFrom().completionStage(decision.subscribeAsCompletionStage());
  }

  private static Uni<Void> rejectAll(List<Attempt> batch) {
    batch.forEach(attempt -> attempt.reject(ErrorCode.ENDED));
    return Uni.createFrom().voidItem();
  }

  private static ClaimProcessor steps(Function<List<Attempt>, Uni<Void>> run) {
    return new ClaimProcessor(null, null, null, null, null, null, null, null, null, null, null) {
      @Override
      Uni<Void> run(String packageId, List<Attempt> batch) {
        return run.apply(batch);
      }
    };
  }
}
