package dev.quanbao.claim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.CopyState.TakenOver;
import dev.quanbao.claim.model.Owner.Staff;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.testing.MovableClock;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies that OPs were allotted go on to users: as a whole, once, and none is lost. */
@QuarkusTest
class TransferCopyTest {

  private static final String OP = "op001-x";
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
  void aCopyGoesFromTheOpToTheUser(CodeType type) {
    GiftPackage parent = allotted(type, 2, 5);

    ClaimDecision decision = passOn(parent, USER, Crowd.unkeyed());

    settle(parent);
    List<Ticket> issued = ((Granted) decision).tickets();
    assertThat(issued)
        .hasSize(SamplePackages.TICKETS)
        .allMatch(ticket -> OP.equals(ticket.holder().senderId()))
        .allMatch(ticket -> USER.equals(ticket.holder().ownerId()))
        .allMatch(ticket -> ticket.status() == TicketStatus.USABLE);
    List<Ticket> ofOp = tickets(parent, OwnerType.OP);
    assertThat(ofOp)
        .filteredOn(ticket -> ticket.status() == TicketStatus.CLOSED)
        .hasSize(SamplePackages.TICKETS)
        .extracting(ticket -> ticket.origin().packageCode())
        .containsOnly(issued.getFirst().origin().packageCode());
    assertThat(ofOp)
        .filteredOn(ticket -> ticket.status() == TicketStatus.USABLE)
        .hasSize(SamplePackages.TICKETS);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void theQuotaIsLeftAloneAndMayBeUsedUp(CodeType type) {
    GiftPackage parent = allotted(type, 2, 2);

    ClaimDecision decision = passOn(parent, USER, Crowd.unkeyed());

    settle(parent);
    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(now(parent).quota().left()).isZero();
    assertThat(now(parent).quota().claimed()).isEqualTo(2);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void aUserGetsNoMoreThanThePersonalLimitAndTheOpKeepsTheCopy(CodeType type) {
    GiftPackage parent = allotted(type, 2, 5);
    passOn(parent, USER, Crowd.unkeyed());

    ClaimDecision second = passOn(parent, USER, Crowd.unkeyed());
    ClaimDecision other = passOn(parent, Wishes.user(2), Crowd.unkeyed());

    settle(parent);
    assertThat(second).isEqualTo(new Rejected(ErrorCode.PERSONAL_LIMIT));
    assertThat(other).isInstanceOf(Granted.class);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void anOpWhoHasNoneLeftPassesNothingOn(CodeType type) {
    GiftPackage parent = allotted(type, 1, 5);
    passOn(parent, USER, Crowd.unkeyed());

    ClaimDecision decision = passOn(parent, Wishes.user(2), Crowd.unkeyed());

    settle(parent);
    assertThat(decision).isEqualTo(new Rejected(ErrorCode.OP_ALLOTMENT_EMPTY));
    assertThat(claims(parent)).noneMatch(claim -> claim.holderId().equals(Wishes.user(2)));
    assertThat(violations(parent)).isEmpty();
  }

  @Test
  void aCopyWhoseIssueEndsBetweenTwoLooksIsNotMissed() {
    GiftPackage parent = stage.publish(SamplePackages.shared(2, 1));
    Replica unsettled = stage.replica(CrashPoint.BEFORE_SETTLING.of(stage.parts(), stage), clock);
    Crowd.allot(unsettled, parent, List.of(OP), 2, Crowd.unkeyed());
    var settledMeanwhile =
        new ClaimRepository() {
          @Override
          public Uni<Boolean> hasPendingAllotment(String opId, String packageId) {
            return findByOwners(List.of(new Staff(opId)), packageId)
                .chain(all -> markDone(all.stream().map(Claim::id).toList()))
                .chain(() -> super.hasPendingAllotment(opId, packageId));
          }
        };
    Replica unlucky = stage.replica(stage.parts().with(settledMeanwhile), clock);

    ClaimDecision decision =
        ClaimStage.await(Crowd.passOn(unlucky, parent, OP, USER, Crowd.unkeyed()));

    recoverLater();
    settle(parent);
    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void theSameOperationAgainPassesOnTheSameCopy(CodeType type) {
    GiftPackage parent = allotted(type, 2, 5);
    Caller caller = Crowd.keyed();
    var first = (Granted) passOn(parent, USER, caller);

    var again = (Granted) passOn(parent, USER, caller);

    settle(parent);
    assertThat(again.tickets()).isEqualTo(first.tickets());
    assertThat(passedOn(parent)).isEqualTo(1);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void ofManyUsersAtOnceAsManyAreServedAsTheOpHasCopies(CodeType type) {
    GiftPackage parent = allotted(type, 20, 25);
    List<Replica> replicas = stage.replicas(3, clock);

    Rush rush = rush(parent, replicas, 50);

    settle(parent);
    assertThat(rush.failures()).isEmpty();
    assertThat(rush.granted()).hasSize(20);
    assertThat(rush.rejected()).containsOnlyKeys(ErrorCode.OP_ALLOTMENT_EMPTY);
    assertThat(stage.invariants().violations(parent, rush.granted())).isEmpty();
  }

  @Test
  void copiesThatAreTakenOverUnguardedAreFoundOut() {
    GiftPackage parent = allotted(CodeType.SHARED, 2, 2);
    ReplicaParts sabotaged = stage.parts().with(Sabotage.unguardedPassingOn(Gate.meetingOf(2)));

    rush(parent, List.of(stage.replica(sabotaged, clock)), 2);

    recoverLater();
    settle(parent);
    assertThat(violations(parent)).isNotEmpty();
  }

  @Test
  void theScenarioOfTheSabotageFindsNothingWrongWithASoundStore() {
    GiftPackage parent = allotted(CodeType.SHARED, 2, 2);

    Rush rush = rush(parent, List.of(sound), 2);

    settle(parent);
    assertThat(rush.granted()).hasSize(2);
    assertThat(violations(parent)).isEmpty();
  }

  static Stream<Arguments> crashes() {
    return Stream.of(CodeType.values())
        .flatMap(type -> Stream.of(PassOnCrash.values()).map(point -> Arguments.of(type, point)));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void whatACrashInterruptsIsDoneAsAWholeOrNotAtAll(CodeType type, PassOnCrash point) {
    GiftPackage parent = allotted(type, 2, 5);
    Throwable crash = crash(parent, point, Crowd.unkeyed());

    recoverLater();

    assertThat(crash == null).isEqualTo(point.answered);
    assertThat(passedOn(parent)).isEqualTo(point.counts ? 1 : 0);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void afterRecoveryEveryCopyThatIsLeftCanBePassedOn(CodeType type, PassOnCrash point) {
    GiftPackage parent = allotted(type, 3, 5);
    crash(parent, point, Crowd.unkeyed());
    recoverLater();

    Rush rush = rush(parent, List.of(sound), 10);

    settle(parent);
    assertThat(rush.failures()).isEmpty();
    assertThat(passedOn(parent)).isEqualTo(3);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void afterACrashTheSameOperationPassesOnOneCopy(CodeType type, PassOnCrash point) {
    GiftPackage parent = allotted(type, 3, 5);
    Caller caller = Crowd.keyed();
    crash(parent, point, caller);

    ClaimDecision again = passOn(parent, USER, caller);

    recoverLater();
    settle(parent);
    assertThat(again).isInstanceOf(Granted.class);
    assertThat(passedOn(parent)).isEqualTo(1);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void recoveriesAtOnceAndAgainDoNoHarm(CodeType type, PassOnCrash point) {
    GiftPackage parent = allotted(type, 2, 5);
    crash(parent, point, Crowd.unkeyed());
    Replica other = stage.replica(stage.parts(), clock);
    clock.advance(Duration.ofMinutes(1));

    ClaimStage.await(
        Uni.join().all(sound.recovery.recover(), other.recovery.recover()).andFailFast());
    ClaimStage.await(other.recovery.recover());

    assertThat(passedOn(parent)).isEqualTo(point.counts ? 1 : 0);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void whoGoesOnAfterItWasGivenUpAndDiesKeepsTheCopyForAnHourAtMost(CodeType type) {
    GiftPackage parent = allotted(type, 1, 5);
    var gate = Gate.closed();
    var slowThenDead =
        new ClaimRepository() {
          @Override
          public Uni<@Nullable Claim> takeOverAllotted(
              String opId, String packageId, @Nullable String copyId, String claimId) {
            return gate.pass()
                .chain(() -> super.takeOverAllotted(opId, packageId, copyId, claimId))
                .chain(() -> Uni.createFrom().failure(new CrashPoint.Crash()));
          }
        };
    Replica mortal = stage.replica(stage.parts().with(slowThenDead), clock);
    CompletableFuture<ClaimDecision> slow =
        Crowd.passOn(mortal, parent, OP, USER, Crowd.unkeyed()).subscribeAsCompletionStage();
    gate.awaitReached();
    recoverLater();
    gate.open();
    Throwable crash = catchThrowable(slow::join);
    List<String> before = violations(parent);

    clock.advance(Duration.ofMinutes(61));
    ClaimStage.await(sound.recovery.recover());

    assertThat(crash).isNotNull();
    assertThat(before).isNotEmpty();
    assertThat(violations(parent)).isEmpty();
  }

  private GiftPackage allotted(CodeType type, int copies, int total) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, total, 1));
    Crowd.allot(sound, parent, List.of(OP), copies, Crowd.unkeyed());
    settle(parent);
    return parent;
  }

  private ClaimDecision passOn(GiftPackage parent, String userId, Caller caller) {
    return ClaimStage.await(Crowd.passOn(sound, parent, OP, userId, caller));
  }

  private Rush rush(GiftPackage parent, List<Replica> replicas, int users) {
    var next = new AtomicInteger();
    return Rush.of(
        Crowd.users(100, 100 + users),
        user ->
            Crowd.passOn(
                replicas.get(next.getAndIncrement() % replicas.size()),
                parent,
                OP,
                user,
                Crowd.unkeyed()));
  }

  private @Nullable Throwable crash(GiftPackage parent, PassOnCrash point, Caller caller) {
    Replica mortal = stage.replica(point.of(stage.parts(), stage), clock);
    return catchThrowable(() -> ClaimStage.await(Crowd.passOn(mortal, parent, OP, USER, caller)));
  }

  private void settle(GiftPackage parent) {
    stage.awaitSettled(parent);
  }

  private void recoverLater() {
    clock.advance(Duration.ofMinutes(1));
    ClaimStage.await(sound.recovery.recover());
  }

  private long passedOn(GiftPackage parent) {
    return claims(parent).stream().filter(claim -> claim.state() instanceof TakenOver).count();
  }

  private List<Claim> claims(GiftPackage parent) {
    return ClaimStage.await(stage.claimsOf(parent.id()));
  }

  private List<Ticket> tickets(GiftPackage parent, OwnerType owner) {
    return ClaimStage.await(stage.tickets.list("origin.packageId", parent.id())).stream()
        .filter(ticket -> ticket.holder().type() == owner)
        .toList();
  }

  private GiftPackage now(GiftPackage parent) {
    return ClaimStage.await(stage.packages.findById(parent.id()));
  }

  private List<String> violations(GiftPackage parent) {
    return stage.invariants().violations(parent, List.of());
  }
}
