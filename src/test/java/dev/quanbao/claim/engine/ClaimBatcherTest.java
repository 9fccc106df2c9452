package dev.quanbao.claim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.Owner;
import dev.quanbao.claim.model.Owner.User;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.platform.error.ErrorCode;
import io.smallrye.mutiny.Multi;
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
  private static final Outcome REJECTED = Outcome.rejected(ErrorCode.ENDED);
  private static final GiftPackage OTHER = SamplePackages.shared(10, 1);

  @Test
  void aLoneClaimNeverWaitsForCompany() {
    var batcher = new ClaimBatcher(steps(ClaimBatcherTest::rejectAll));

    Outcome outcome = ClaimStage.await(batcher.decide(wish(WANTED)));

    assertThat(outcome).isEqualTo(REJECTED);
  }

  @Test
  void claimsThatArriveWhileOthersAreUnderWayShareTheNextRound() {
    var sizes = new ConcurrentLinkedQueue<Integer>();
    var firstRound = new CompletableFuture<Void>();
    var batcher =
        new ClaimBatcher(
            steps(batch -> {
              sizes.add(batch.size());
              return sizes.size() == 1 ? after(firstRound, batch) : rejectAll(batch);
            }));
    List<Uni<Outcome>> waiting =
        IntStream.range(0, 300).mapToObj(i -> started(batcher.decide(wish(WANTED)))).toList();

    firstRound.complete(null);
    waiting.forEach(ClaimStage::await);

    assertThat(sizes).containsExactly(1, 128, 128, 43);
  }

  @Test
  void packagesDoNotWaitForEachOther() {
    var batcher =
        new ClaimBatcher(
            steps(batch ->
                batch.getFirst().packageId().equals(WANTED.id())
                    ? Multi.createFrom().nothing()
                    : rejectAll(batch)));
    started(batcher.decide(wish(WANTED)));

    Outcome outcome = ClaimStage.await(batcher.decide(wish(OTHER)));

    assertThat(outcome).isEqualTo(REJECTED);
  }

  @Test
  void aBatchThatFailsFailsItsClaimsAndNoOthers() {
    var batches = new AtomicInteger();
    var batcher =
        new ClaimBatcher(
            steps(batch ->
                batches.incrementAndGet() == 1
                    ? Multi.createFrom().failure(new IllegalStateException("broken"))
                    : rejectAll(batch)));

    Uni<Outcome> first = batcher.decide(wish(WANTED));

    assertThatThrownBy(() -> ClaimStage.await(first)).hasMessage("broken");
    assertThat(ClaimStage.await(batcher.decide(wish(WANTED)))).isEqualTo(REJECTED);
  }

  @Test
  void aBatchThatBreaksDownAtOnceDoesNotBlockItsLane() {
    var batches = new AtomicInteger();
    var batcher =
        new ClaimBatcher(
            steps(batch -> {
              if (batches.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
              }
              return rejectAll(batch);
            }));

    Uni<Outcome> first = batcher.decide(wish(WANTED));

    assertThatThrownBy(() -> ClaimStage.await(first)).hasMessage("broken");
    assertThat(ClaimStage.await(batcher.decide(wish(WANTED)))).isEqualTo(REJECTED);
  }

  @Test
  void aResultIsToldBeforeTheOthersOfItsBatchAreKnown() {
    var firstRound = new CompletableFuture<Void>();
    var rounds = new AtomicInteger();
    var batcher =
        new ClaimBatcher(
            steps(batch ->
                rounds.incrementAndGet() == 1
                    ? after(firstRound, batch)
                    : Multi.createBy()
                        .concatenating()
                        .streams(rejectAll(batch.subList(0, 1)), Multi.createFrom().nothing())));
    started(batcher.decide(wish(WANTED)));
    Uni<Outcome> early = started(batcher.decide(wish(WANTED)));
    started(batcher.decide(wish(WANTED)));

    firstRound.complete(null);
    Outcome outcome = ClaimStage.await(early);

    assertThat(outcome).isEqualTo(REJECTED);
  }

  @Test
  void aResultThatIsToldOutlastsALaterFailureOfItsBatch() {
    var firstRound = new CompletableFuture<Void>();
    var rounds = new AtomicInteger();
    var batcher =
        new ClaimBatcher(
            steps(batch ->
                rounds.incrementAndGet() == 1
                    ? after(firstRound, batch)
                    : Multi.createBy()
                        .concatenating()
                        .streams(
                            rejectAll(batch.subList(0, 1)),
                            Multi.createFrom().failure(new IllegalStateException("broken")))));
    started(batcher.decide(wish(WANTED)));
    Uni<Outcome> early = started(batcher.decide(wish(WANTED)));
    Uni<Outcome> late = started(batcher.decide(wish(WANTED)));

    firstRound.complete(null);

    assertThat(ClaimStage.await(early)).isEqualTo(REJECTED);
    assertThatThrownBy(() -> ClaimStage.await(late)).hasMessage("broken");
  }

  @Test
  void anEndlessRunOfRefusalsFromMemoryDoesNotPileUpOnTheStack() {
    int refusals = 20_000;
    var left = new AtomicInteger(refusals);
    var ended = new CompletableFuture<Void>();
    var batcher = new ClaimBatcher[1];
    batcher[0] =
        new ClaimBatcher(
            steps(batch -> {
              if (left.decrementAndGet() > 0) {
                started(batcher[0].decide(wish(WANTED)));
              } else {
                ended.complete(null);
              }
              return rejectAll(batch);
            }));

    started(batcher[0].decide(wish(WANTED)));

    assertThat(ClaimStage.await(Uni.createFrom().completionStage(ended))).isNull();
  }

  @Test
  void aClaimThatNobodyWaitsForAnyMoreIsNotBegun() {
    var begun = new ArrayList<Owner>();
    var firstRound = new CompletableFuture<Void>();
    var batcher =
        new ClaimBatcher(
            steps(batch -> {
              batch.forEach(request -> begun.add(request.owner()));
              return after(firstRound, batch);
            }));
    started(batcher.decide(Wishes.any(WANTED, "u0001-first")));
    var givenUp = UniAssertSubscriber.<Outcome>create();
    batcher.decide(Wishes.any(WANTED, "u0001-impatient")).subscribe().withSubscriber(givenUp);
    Uni<Outcome> patient = started(batcher.decide(Wishes.any(WANTED, "u0001-patient")));

    givenUp.cancel();
    firstRound.complete(null);
    ClaimStage.await(patient);

    assertThat(begun).containsExactly(new User("u0001-first"), new User("u0001-patient"));
  }

  private static ClaimRequest wish(GiftPackage wanted) {
    return Wishes.any(wanted, "u0001-1");
  }

  private static Uni<Outcome> started(Uni<Outcome> decision) {
    return Uni.createFrom().completionStage(decision.subscribeAsCompletionStage());
  }

  private static Multi<BatchResult> after(CompletableFuture<Void> round, List<ClaimRequest> batch) {
    return Uni.createFrom()
        .completionStage(round)
        .onItem()
        .transformToMulti(done -> rejectAll(batch));
  }

  private static Multi<BatchResult> rejectAll(List<ClaimRequest> batch) {
    return Multi.createFrom().range(0, batch.size()).map(place -> new BatchResult(place, REJECTED));
  }

  private static ClaimProcessor steps(Function<List<ClaimRequest>, Multi<BatchResult>> process) {
    return new ClaimProcessor(
        null, null, null, null, null, null, null, null, null, null, null, null) {
      @Override
      Multi<BatchResult> process(String packageId, List<ClaimRequest> requests) {
        return process.apply(requests);
      }
    };
  }
}
