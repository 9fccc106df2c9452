package dev.quanbao.claim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.engine.CrashPoint.Crash;
import dev.quanbao.claim.model.RecipientResult;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Dispatches to many users (派发): their limits, alone and with others, and what a crash leaves. */
@QuarkusTest
class DispatchTest {

  private static final int USERS = 12;
  private static final long SEED = Long.getLong("test.seed", System.nanoTime());

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
  void everybodyGetsACopyFromTheSender(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, USERS, 1));

    List<RecipientResult> served =
        Crowd.dispatch(sound, parent, Crowd.users(0, USERS), Crowd.unkeyed());

    stage.awaitSettled(parent);
    assertThat(served).hasSize(USERS).allMatch(RecipientResult::isServed);
    assertThat(ClaimStage.await(stage.tickets.list("origin.packageId", parent.id())))
        .hasSize(USERS * SamplePackages.TICKETS)
        .extracting(ticket -> ticket.holder().senderId())
        .containsOnly(Crowd.SENDER);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void aUserWhoIsNamedTwiceCountsOnce(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, USERS, 5));
    String user = Wishes.user(1);

    List<RecipientResult> served =
        Crowd.dispatch(sound, parent, List.of(user, Wishes.user(2), user), Crowd.unkeyed());

    stage.awaitSettled(parent);
    assertThat(served)
        .extracting(RecipientResult::recipientId)
        .containsExactly(user, Wishes.user(2));
    assertThat(claimed(parent)).isEqualTo(2);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void eachUserIsToldWhyHeGotNothingAndTheFirstOnTheListComeFirst(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 4, 1));
    Crowd.dispatch(sound, parent, Crowd.users(1, 2), Crowd.unkeyed());
    List<String> users = new ArrayList<>(Crowd.users(0, 6));
    Collections.reverse(users);

    List<RecipientResult> served = Crowd.dispatch(sound, parent, users, Crowd.unkeyed());

    stage.awaitSettled(parent);
    assertThat(served).extracting(RecipientResult::recipientId).isEqualTo(users);
    assertThat(Crowd.reason(served, Wishes.user(5))).isNull();
    assertThat(Crowd.reason(served, Wishes.user(4))).isNull();
    assertThat(Crowd.reason(served, Wishes.user(3))).isNull();
    assertThat(Crowd.reason(served, Wishes.user(2))).isEqualTo(ErrorCode.SOLD_OUT);
    assertThat(Crowd.reason(served, Wishes.user(1))).isEqualTo(ErrorCode.PERSONAL_LIMIT);
    assertThat(Crowd.reason(served, Wishes.user(0))).isEqualTo(ErrorCode.SOLD_OUT);
    assertThat(violations(parent)).isEmpty();
  }

  @Test
  void anotherCompanysPackageIsNotFound() {
    GiftPackage parent = stage.publish(SamplePackages.shared(4, 1));
    Caller known = Crowd.unkeyed();
    var stranger =
        new Caller(
            known.clientId(),
            java.util.Set.of("y2222222222"),
            known.permissions(),
            known.now(),
            known.requestId(),
            known.operation());

    Throwable failure =
        catchThrowable(() -> Crowd.dispatch(sound, parent, Crowd.users(0, 1), stranger));

    assertThat(failure)
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void theLimitsHoldWhenDispatchesAndSingleClaimsComeAtOnceToThreeReplicas(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 150, 2));
    List<Replica> replicas = stage.replicas(3, clock);
    List<String> users = shuffled(Crowd.users(0, 100));

    List<Long> granted =
        Crowd.atOnce(
            () -> Crowd.served(Crowd.dispatch(replicas.get(0), parent, users, Crowd.unkeyed())),
            () ->
                Crowd.served(
                    Crowd.dispatch(replicas.get(1), parent, users.subList(0, 60), Crowd.keyed())),
            () -> {
              Rush rush = Rush.of(replicas, Wishes.any(parent, 100, 1));
              assertThat(rush.failures()).isEmpty();
              return (long) rush.granted().size();
            });

    stage.awaitSettled(parent);
    assertThat(granted.stream().mapToLong(n -> n).sum()).isEqualTo(150);
    assertThat(claimed(parent)).isEqualTo(150);
    assertThat(violations(parent)).isEmpty();
  }

  @Test
  void aQuotaThatIsReadAndThenWrittenIsFoundOut() {
    GiftPackage parent = stage.publish(SamplePackages.shared(USERS, 1));
    var bothHaveRead = Gate.meetingOf(2);
    ReplicaParts sabotaged = stage.parts().with(Sabotage.unguardedQuota(stage, bothHaveRead));

    dispatchTwiceAtOnce(parent, sabotaged, Crowd.users(0, USERS), Crowd.users(USERS, 2 * USERS));

    assertThat(violations(parent)).isNotEmpty();
  }

  @Test
  void claimsWithoutAUniqueKeyAreFoundOut() {
    GiftPackage parent = stage.publish(SamplePackages.shared(3 * USERS, 1));
    ReplicaParts sabotaged = stage.parts().with(Sabotage.claimsWithoutKey());

    dispatchTwiceAtOnce(parent, sabotaged, Crowd.users(0, USERS), Crowd.users(0, USERS));

    assertThat(violations(parent)).isNotEmpty();
  }

  @Test
  void theScenariosOfTheSabotagesFindNothingWrongWithASoundStore() {
    GiftPackage scarce = stage.publish(SamplePackages.shared(USERS, 1));
    GiftPackage plenty = stage.publish(SamplePackages.shared(3 * USERS, 1));

    dispatchTwiceAtOnce(
        scarce, stage.parts(), Crowd.users(0, USERS), Crowd.users(USERS, 2 * USERS));
    dispatchTwiceAtOnce(plenty, stage.parts(), Crowd.users(0, USERS), Crowd.users(0, USERS));

    assertThat(violations(scarce)).isEmpty();
    assertThat(violations(plenty)).isEmpty();
  }

  private void dispatchTwiceAtOnce(
      GiftPackage parent, ReplicaParts parts, List<String> some, List<String> others) {
    Replica one = stage.replica(parts, clock);
    Replica other = stage.replica(parts, clock);
    Crowd.atOnce(
        () -> Crowd.dispatch(one, parent, some, Crowd.unkeyed()),
        () -> Crowd.dispatch(other, parent, others, Crowd.unkeyed()));
    stage.awaitSettled(parent);
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void theSameOperationAgainServesNobodyTwice(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 3 * USERS, 3));
    Caller caller = Crowd.keyed();
    Crowd.dispatch(sound, parent, Crowd.users(0, USERS), caller);

    List<RecipientResult> again = Crowd.dispatch(sound, parent, Crowd.users(0, USERS), caller);

    stage.awaitSettled(parent);
    assertThat(again).hasSize(USERS).allMatch(RecipientResult::isServed);
    assertThat(claimed(parent)).isEqualTo(USERS);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void theSameOperationWithMoreUsersServesTheOthers(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 3 * USERS, 3));
    Caller caller = Crowd.keyed();
    Crowd.dispatch(sound, parent, Crowd.users(0, USERS), caller);

    List<RecipientResult> again = Crowd.dispatch(sound, parent, Crowd.users(0, USERS + 2), caller);

    stage.awaitSettled(parent);
    assertThat(again).hasSize(USERS + 2).allMatch(RecipientResult::isServed);
    assertThat(claimed(parent)).isEqualTo(USERS + 2);
    assertThat(violations(parent)).isEmpty();
  }

  static Stream<Arguments> crashes() {
    return Stream.of(CodeType.values())
        .flatMap(type -> Stream.of(CrashPoint.values()).map(point -> Arguments.of(type, point)));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void afterACrashTheSameOperationServesEverybodyExactlyOnce(CodeType type, CrashPoint point) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, USERS, 3));
    Caller caller = Crowd.keyed();
    Throwable crash = crash(parent, point, caller);

    List<RecipientResult> again = Crowd.dispatch(sound, parent, Crowd.users(0, USERS), caller);

    recoverLater();
    stage.awaitSettled(parent);
    assertThat(crash == null).isEqualTo(point.answered);
    assertThat(again).hasSize(USERS).allMatch(RecipientResult::isServed);
    assertThat(claimed(parent)).isEqualTo(USERS);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void afterARecoveryTheSameOperationServesEverybodyExactlyOnce(CodeType type, CrashPoint point) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, USERS, 3));
    Caller caller = Crowd.keyed();
    crash(parent, point, caller);
    recoverLater();
    int recovered = claimed(parent);

    List<RecipientResult> again = Crowd.dispatch(sound, parent, Crowd.users(0, USERS), caller);

    stage.awaitSettled(parent);
    assertThat(recovered).isEqualTo(point.counts ? USERS : 0);
    assertThat(again).hasSize(USERS).allMatch(RecipientResult::isServed);
    assertThat(claimed(parent)).isEqualTo(USERS);
    assertThat(violations(parent)).isEmpty();
  }

  private @Nullable Throwable crash(GiftPackage parent, CrashPoint point, Caller caller) {
    Replica mortal = stage.replica(point.of(stage.parts(), stage), clock);
    Throwable crash =
        catchThrowable(() -> Crowd.dispatch(mortal, parent, Crowd.users(0, USERS), caller));
    if (crash != null) {
      assertIsCrash(crash);
    }
    return crash;
  }

  // Anything else would mean that the scenario isn't the one that is meant.
  private static void assertIsCrash(Throwable crash) {
    for (Throwable cause = crash; cause != null; cause = cause.getCause()) {
      if (cause instanceof Crash) {
        return;
      }
    }
    throw new AssertionError("not the crash that was meant", crash);
  }

  private void recoverLater() {
    clock.advance(Duration.ofMinutes(1));
    ClaimStage.await(sound.recovery.recover());
  }

  private int claimed(GiftPackage parent) {
    return ClaimStage.await(stage.packages.findById(parent.id())).quota().claimed();
  }

  private List<String> violations(GiftPackage parent) {
    return stage.invariants().violations(parent, List.of());
  }

  private static List<String> shuffled(List<String> users) {
    System.out.printf("users in the order of -Dtest.seed=%d%n", SEED);
    List<String> shuffled = new ArrayList<>(users);
    Collections.shuffle(shuffled, new Random(SEED));
    return shuffled;
  }
}
