package dev.quanbao.claim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.quanbao.claim.EarmarkCopies.Kept;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.Owner.Recipient;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies that are set aside for receivers of a message: one each, claimed once, by its code. */
@QuarkusTest
class SetAsideCopiesTest {

  private static final String SEND = "send-1";
  private static final String USER = Wishes.user(1);

  @Inject ClaimStage stage;

  private MovableClock clock;
  private Replica sound;

  @BeforeEach
  void start() {
    clock = stage.clock();
    sound = stage.replica(stage.parts(), clock);
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void eachReceiverHasACodeOfHisOwnAndNobodyHasClaimedAnything(CodeType type) {
    GiftPackage parent = publish(type, 10);

    List<Kept> kept = Crowd.setAside(sound, parent, Crowd.receivers(0, 4), SEND);

    assertThat(kept).extracting(Kept::key).containsExactly("r0", "r1", "r2", "r3");
    assertThat(kept).extracting(Kept::code).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(quota(parent)).isEqualTo(new Quota(6, 0, 4, List.of(), List.of()));
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void asManyAreServedAsThereAreCopiesLeft(CodeType type) {
    GiftPackage parent = publish(type, 3);

    List<Kept> kept = Crowd.setAside(sound, parent, Crowd.receivers(0, 5), SEND);

    assertThat(kept)
        .extracting(Kept::reason)
        .containsExactly(null, null, null, ErrorCode.SOLD_OUT, ErrorCode.SOLD_OUT);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void theSameOperationAgainFindsTheSameCodesWhateverHasBecomeOfThem(CodeType type) {
    GiftPackage parent = publish(type, 5);
    List<Recipient> receivers = Crowd.receivers(0, 5);
    List<Kept> first = Crowd.setAside(sound, parent, receivers, SEND);
    claim(first.get(0), USER);
    Crowd.giveBack(sound, parent, SEND, receivers.subList(1, 3));

    List<Kept> again = Crowd.setAside(sound, parent, receivers, SEND);

    assertThat(again).isEqualTo(first);
    stage.awaitSettled(parent);
    assertThat(quota(parent)).isEqualTo(new Quota(2, 1, 2, List.of(), List.of()));
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void whoBringsTheCodeClaimsTheCopyOnce(CodeType type) {
    GiftPackage parent = publish(type, 1);
    Kept kept = Crowd.setAside(sound, parent, Crowd.receivers(0, 1), SEND).getFirst();

    ClaimDecision first = claim(kept, USER);
    Throwable second = catchThrowable(() -> claim(kept, Wishes.user(2)));

    stage.awaitSettled(parent);
    assertThat(((Granted) first).tickets())
        .hasSize(SamplePackages.TICKETS)
        .allMatch(ticket -> ticket.origin().packageCode().equals(kept.code()));
    assertThat(codeOf(second)).isEqualTo(ErrorCode.CODE_ALREADY_CLAIMED);
    assertThat(quota(parent)).isEqualTo(new Quota(0, 1, 0, List.of(), List.of()));
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void aCopyForOneUserIsNobodyElses(CodeType type) {
    GiftPackage parent = publish(type, 1);
    var receiver = new Recipient("r1", USER);
    Kept kept = Crowd.setAside(sound, parent, List.of(receiver), SEND).getFirst();

    ClaimDecision other = claim(kept, Wishes.user(2));
    ClaimDecision own = claim(kept, USER);

    stage.awaitSettled(parent);
    assertThat(other).isEqualTo(new Rejected(ErrorCode.CODE_ALREADY_CLAIMED));
    assertThat(own).isInstanceOf(Granted.class);
    assertThat(violations(parent)).isEmpty();
  }

  @Test
  void aChildIsClaimedByItsAliasToo() {
    GiftPackage parent = publish(CodeType.UNIQUE, 1);
    Kept kept = Crowd.setAside(sound, parent, Crowd.receivers(0, 1), SEND).getFirst();
    String alias = ClaimStage.await(stage.codeBook.list("code", kept.code())).getFirst().alias();

    ClaimDecision decision = ClaimStage.await(Crowd.claimByAlias(sound, alias, USER));

    stage.awaitSettled(parent);
    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void aUserGetsNoMoreThanThePersonalLimitAndTheCopyStaysSetAside(CodeType type) {
    GiftPackage parent = publish(type, 2);
    List<Kept> kept = Crowd.setAside(sound, parent, Crowd.receivers(0, 2), SEND);
    claim(kept.get(0), USER);

    ClaimDecision second = claim(kept.get(1), USER);

    stage.awaitSettled(parent);
    assertThat(second).isEqualTo(new Rejected(ErrorCode.PERSONAL_LIMIT));
    assertThat(quota(parent).setAside()).isEqualTo(1);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void byThePackageNobodyGetsWhatIsSetAsideNotEvenForHim(CodeType type) {
    GiftPackage parent = publish(type, 2);
    Crowd.setAside(sound, parent, List.of(new Recipient("r1", USER)), SEND);

    Rush rush =
        Rush.of(List.of(sound), List.of(Wishes.any(parent, USER), Wishes.any(parent, "other")));

    stage.awaitSettled(parent);
    assertThat(rush.granted()).hasSize(1);
    assertThat(rush.rejected()).containsOnlyKeys(ErrorCode.SOLD_OUT);
    assertThat(quota(parent)).isEqualTo(new Quota(0, 1, 1, List.of(), List.of()));
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void whatIsGivenBackIsLeftForOthers(CodeType type) {
    GiftPackage parent = publish(type, 3);
    List<Recipient> receivers = Crowd.receivers(0, 3);
    List<Kept> kept = Crowd.setAside(sound, parent, receivers, SEND);
    claim(kept.getFirst(), USER);

    var back = Crowd.giveBack(sound, parent, SEND, receivers);
    var again = Crowd.giveBack(sound, parent, SEND, receivers);
    // The other replica believes for a moment that nothing is left.
    Replica other = stage.replica(stage.parts(), clock);
    Rush rush = Rush.of(List.of(other), Wishes.any(parent, 5, 1));

    stage.awaitSettled(parent);
    assertThat(back).containsExactlyInAnyOrder("r1", "r2");
    assertThat(again).isEqualTo(back);
    // The first of the five is the one who has claimed already.
    assertThat(rush.granted()).hasSize(2);
    assertThat(quota(parent)).isEqualTo(new Quota(0, 3, 0, List.of(), List.of()));
    assertThat(violations(parent)).isEmpty();
  }

  @Test
  void theCodeOfAChildThatIsBackIsAnybodys() {
    GiftPackage parent = publish(CodeType.UNIQUE, 1);
    List<Recipient> receivers = List.of(new Recipient("r1", USER));
    Kept kept = Crowd.setAside(sound, parent, receivers, SEND).getFirst();
    Crowd.giveBack(sound, parent, SEND, receivers);

    ClaimDecision decision = claim(kept, Wishes.user(2));

    stage.awaitSettled(parent);
    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(violations(parent)).isEmpty();
  }

  @Test
  void theCodeOfASharedCopyThatIsBackIsVoid() {
    GiftPackage parent = publish(CodeType.SHARED, 1);
    Kept kept = Crowd.setAside(sound, parent, Crowd.receivers(0, 1), SEND).getFirst();
    Crowd.giveBack(sound, parent, SEND, Crowd.receivers(0, 1));

    Throwable refused = catchThrowable(() -> claim(kept, USER));

    assertThat(codeOf(refused)).isEqualTo(ErrorCode.CODE_NOT_FOUND);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void listsShowWhatIsSetAsideAsUnclaimed(CodeType type) {
    GiftPackage parent = publish(type, 5);
    List<Recipient> receivers = Crowd.receivers(0, 4);
    List<Kept> kept = Crowd.setAside(sound, parent, receivers, SEND);
    claim(kept.get(0), USER);
    Crowd.giveBack(sound, parent, SEND, receivers.subList(1, 2));
    stage.awaitSettled(parent);

    var all = Crowd.copies(stage, parent, null);
    var claimed = Crowd.copies(stage, parent, true);
    var unclaimed = Crowd.copies(stage, parent, false);

    assertThat(claimed).containsExactly(kept.get(0).code());
    assertThat(unclaimed)
        .contains(kept.get(2).code(), kept.get(3).code())
        .hasSize(type == CodeType.UNIQUE ? 4 : 2);
    assertThat(all)
        .hasSize(claimed.size() + unclaimed.size())
        .containsAll(claimed)
        .containsAll(unclaimed);
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void messagesClaimsAndDispatchesAtOnceKeepTheLimit(CodeType type) {
    GiftPackage parent = publish(type, 100);
    List<Replica> replicas = stage.replicas(3, clock);

    List<Long> copies =
        Crowd.atOnce(
            () -> setAside(replicas.get(0), parent, Crowd.receivers(0, 60), "send-1"),
            () -> setAside(replicas.get(1), parent, Crowd.receivers(60, 120), "send-2"),
            () ->
                Crowd.served(
                    Crowd.dispatch(replicas.get(2), parent, Crowd.users(0, 40), Crowd.unkeyed())),
            () -> (long) Rush.of(replicas, Wishes.any(parent, 60, 1)).granted().size());

    stage.awaitSettled(parent);
    assertThat(copies.stream().mapToLong(n -> n).sum()).isEqualTo(100 - quota(parent).left());
    assertThat(violations(parent)).isEmpty();
  }

  private static long setAside(
      Replica replica, GiftPackage parent, List<Recipient> receivers, String operation) {
    return Crowd.setAside(replica, parent, receivers, operation).stream()
        .filter(kept -> kept.code() != null)
        .count();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void whatIsClaimedAndGivenBackAtOnceIsOneOfTheTwo(CodeType type) {
    GiftPackage parent = publish(type, 40);
    List<Recipient> receivers = Crowd.receivers(0, 40);
    List<Kept> kept = Crowd.setAside(sound, parent, receivers, SEND);
    List<Replica> replicas = stage.replicas(3, clock);
    var next = new AtomicInteger();

    List<Integer> ends =
        Crowd.atOnce(
            () ->
                Rush.of(kept, one -> claim(replicas.getFirst(), one, next.getAndIncrement()))
                    .granted()
                    .size(),
            () -> giveBackAtLast(replicas.get(1), parent, receivers),
            () -> giveBackAtLast(replicas.get(2), parent, receivers.reversed()));

    stage.awaitSettled(parent);
    assertThat(ends.get(1)).isEqualTo(ends.get(2));
    assertThat(ends.get(0)).isEqualTo(quota(parent).claimed());
    assertThat(quota(parent).setAside()).isZero();
    assertThat(violations(parent)).isEmpty();
  }

  private static int giveBackAtLast(
      Replica replica, GiftPackage parent, List<Recipient> receivers) {
    while (true) {
      try {
        return Crowd.giveBack(replica, parent, SEND, receivers).size();
      } catch (RequestRefusedException undecided) {
        // Whoever is about to claim a copy may yet fail.
        assertThat(codeOf(undecided)).isIn(ErrorCode.OUTCOME_UNKNOWN, ErrorCode.CONTENTION);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void copiesThatAreGivenBackUnguardedAreFoundOut(CodeType type) {
    GiftPackage parent = publish(type, 1);
    Kept kept = Crowd.setAside(sound, parent, Crowd.receivers(0, 1), SEND).getFirst();
    ReplicaParts sabotaged = stage.parts().with(Sabotage.unguardedReturns(Gate.meetingOf(2)));

    claimAndGiveBackAtOnce(parent, kept, sabotaged);

    assertThat(violations(parent)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void theScenarioOfTheSabotageFindsNothingWrongWithASoundStore(CodeType type) {
    GiftPackage parent = publish(type, 1);
    Kept kept = Crowd.setAside(sound, parent, Crowd.receivers(0, 1), SEND).getFirst();

    claimAndGiveBackAtOnce(parent, kept, stage.parts());

    assertThat(violations(parent)).isEmpty();
  }

  private void claimAndGiveBackAtOnce(GiftPackage parent, Kept kept, ReplicaParts parts) {
    Replica replica = stage.replica(parts, clock);
    Crowd.atOnce(
        () -> catchThrowable(() -> ClaimStage.await(claim(replica, kept, 1))),
        () -> catchThrowable(() -> Crowd.giveBack(replica, parent, SEND, Crowd.receivers(0, 1))));
    recoverLater();
    stage.awaitSettled(parent);
  }

  @Test
  void aReturnThatIsCountedAndNotNotedIsFoundOut() {
    GiftPackage parent = publish(CodeType.SHARED, 1);
    Crowd.setAside(sound, parent, Crowd.receivers(0, 1), SEND);
    ReplicaParts sabotaged = stage.parts().with(Sabotage.returnsWithoutNotes(stage));
    Replica mortal = stage.replica(sabotaged, clock);

    Throwable crash =
        catchThrowable(() -> Crowd.giveBack(mortal, parent, SEND, Crowd.receivers(0, 1)));

    recoverLater();
    assertThat(crash).isNotNull();
    assertThat(violations(parent)).isNotEmpty();
  }

  static Stream<Arguments> settingAside() {
    return crashes(CrashPoint.values());
  }

  static Stream<Arguments> taking() {
    return crashes(PassOnCrash.values());
  }

  static Stream<Arguments> givingBack() {
    return crashes(GiveBackCrash.values());
  }

  private static Stream<Arguments> crashes(Object[] points) {
    return Stream.of(CodeType.values())
        .flatMap(type -> Stream.of(points).map(point -> Arguments.of(type, point)));
  }

  @ParameterizedTest
  @MethodSource("settingAside")
  void afterACrashTheSameOperationServesEveryReceiverExactlyOnce(CodeType type, CrashPoint point) {
    GiftPackage parent = publish(type, 5);
    Replica mortal = stage.replica(point.of(stage.parts(), stage), clock);
    Throwable crash =
        catchThrowable(() -> Crowd.setAside(mortal, parent, Crowd.receivers(0, 5), SEND));

    List<Kept> again = Crowd.setAside(sound, parent, Crowd.receivers(0, 5), SEND);

    recoverLater();
    assertThat(crash == null).isEqualTo(point.answered);
    assertThat(again).extracting(Kept::code).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(quota(parent).setAside()).isEqualTo(5);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("settingAside")
  void aRecoverySetsAsideWhatCountsAndUndoesTheRest(CodeType type, CrashPoint point) {
    GiftPackage parent = publish(type, 5);
    Replica mortal = stage.replica(point.of(stage.parts(), stage), clock);
    Throwable crash =
        catchThrowable(() -> Crowd.setAside(mortal, parent, Crowd.receivers(0, 5), SEND));

    recoverLater();

    assertThat(crash == null).isEqualTo(point.answered);
    assertThat(quota(parent).setAside()).isEqualTo(point.counts ? 5 : 0);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("taking")
  void aClaimOfASetAsideCopyIsDoneAsAWholeOrNotAtAll(CodeType type, PassOnCrash point) {
    GiftPackage parent = publish(type, 2);
    Kept kept = Crowd.setAside(sound, parent, Crowd.receivers(0, 2), SEND).getFirst();
    Replica mortal = stage.replica(point.of(stage.parts(), stage), clock);
    Throwable crash = catchThrowable(() -> ClaimStage.await(claim(mortal, kept, 1)));

    recoverLater();

    assertThat(crash == null).isEqualTo(point.answered);
    assertThat(quota(parent).claimed()).isEqualTo(point.counts ? 1 : 0);
    assertThat(quota(parent).setAside()).isEqualTo(point.counts ? 1 : 2);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("taking")
  void afterACrashTheSameOperationClaimsTheCopy(CodeType type, PassOnCrash point) {
    GiftPackage parent = publish(type, 2);
    Kept kept = Crowd.setAside(sound, parent, Crowd.receivers(0, 2), SEND).getFirst();
    var caller = Crowd.keyed();
    Replica mortal = stage.replica(point.of(stage.parts(), stage), clock);
    Throwable crash =
        catchThrowable(() ->
            ClaimStage.await(Crowd.claimByCode(mortal, String.valueOf(kept.code()), USER, caller)));

    ClaimDecision again =
        ClaimStage.await(Crowd.claimByCode(sound, String.valueOf(kept.code()), USER, caller));

    recoverLater();
    assertThat(crash == null).isEqualTo(point.answered);
    assertThat(((Granted) again).tickets())
        .allMatch(ticket -> ticket.origin().packageCode().equals(kept.code()));
    assertThat(quota(parent).claimed()).isEqualTo(1);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("givingBack")
  void copiesThatWereBeingGivenBackAreBackOrSetAside(CodeType type, GiveBackCrash point) {
    GiftPackage parent = publish(type, 3);
    Throwable crash = crash(parent, point);

    recoverLater();

    assertThat(crash).isNotNull();
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("givingBack")
  void afterACrashGivingBackAgainPutsEveryCopyBackOnce(CodeType type, GiveBackCrash point) {
    GiftPackage parent = publish(type, 3);
    crash(parent, point);

    var back = Crowd.giveBack(sound, parent, SEND, Crowd.receivers(0, 3));

    recoverLater();
    assertThat(back).hasSize(3);
    assertThat(quota(parent)).isEqualTo(new Quota(3, 0, 0, List.of(), quota(parent).fences()));
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void whoGoesOnGivingBackAfterItWasGivenUpPutsNothingBackTwice(CodeType type) {
    GiftPackage parent = publish(type, 2);
    Crowd.setAside(sound, parent, Crowd.receivers(0, 2), SEND);
    var gate = Gate.closed();
    Replica slow = stage.replica(stage.parts().with(slowCounting(gate)), clock);
    var late =
        slow.giveBackCopies
            .giveBack(parent.id(), SEND, Crowd.keys(Crowd.receivers(0, 2)))
            .subscribeAsCompletionStage();
    gate.awaitReached();
    recoverLater();

    var back = Crowd.giveBack(sound, parent, SEND, Crowd.receivers(0, 2));
    gate.open();
    var lateBack = late.join();

    assertThat(back).hasSize(2);
    assertThat(lateBack).hasSize(2);
    assertThat(quota(parent).left()).isEqualTo(2);
    assertThat(violations(parent)).isEmpty();
  }

  private QuotaRepository slowCounting(Gate gate) {
    return new QuotaRepository(stage.packages, stage.calendar) {
      @Override
      public Uni<Boolean> release(String packageId, String attemptId, int copies, Instant at) {
        return gate.pass().chain(() -> super.release(packageId, attemptId, copies, at));
      }
    };
  }

  private @Nullable Throwable crash(GiftPackage parent, GiveBackCrash point) {
    Crowd.setAside(sound, parent, Crowd.receivers(0, 3), SEND);
    Replica mortal = stage.replica(point.of(stage.parts(), stage), clock);
    return catchThrowable(() -> Crowd.giveBack(mortal, parent, SEND, Crowd.receivers(0, 3)));
  }

  private GiftPackage publish(CodeType type, int total) {
    return stage.publish(SamplePackages.of(type, total, 1));
  }

  private ClaimDecision claim(Kept kept, String userId) {
    return ClaimStage.await(
        Crowd.claimByCode(sound, String.valueOf(kept.code()), userId, Crowd.unkeyed()));
  }

  private static Uni<ClaimDecision> claim(Replica replica, Kept kept, int user) {
    return Crowd.claimByCode(
        replica, String.valueOf(kept.code()), Wishes.user(user), Crowd.unkeyed());
  }

  private static ErrorCode codeOf(Throwable refused) {
    return ((RequestRefusedException) refused).code();
  }

  private void recoverLater() {
    clock.advance(Duration.ofMinutes(1));
    ClaimStage.await(sound.recovery.recover());
  }

  private Quota quota(GiftPackage parent) {
    return ClaimStage.await(stage.packages.findById(parent.id())).quota();
  }

  private List<String> violations(GiftPackage parent) {
    return stage.invariants().violations(parent, List.of());
  }
}
