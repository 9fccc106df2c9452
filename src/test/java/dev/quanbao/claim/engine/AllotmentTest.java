package dev.quanbao.claim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.Owner.Staff;
import dev.quanbao.claim.model.RecipientResult;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.testing.MovableClock;
import dev.quanbao.ticket.model.OwnerType;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Allotments to OPs (分配): each gets all of the copies or none, whatever happens meanwhile. */
@QuarkusTest
class AllotmentTest {

  private static final int EACH = 4;
  private static final int OPS = 3;

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
  void anOpGetsMoreThanThePersonalLimitAndOwnsTheTickets(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, OPS * EACH, 1));

    List<RecipientResult> served =
        Crowd.allot(sound, parent, Crowd.ops(OPS), EACH, Crowd.unkeyed());

    stage.awaitSettled(parent);
    assertThat(served).hasSize(OPS).allMatch(RecipientResult::isServed);
    assertThat(ClaimStage.await(stage.tickets.list("origin.packageId", parent.id())))
        .hasSize(OPS * EACH * SamplePackages.TICKETS)
        .allMatch(ticket -> ticket.holder().type() == OwnerType.OP)
        .allMatch(ticket -> ticket.holder().userId() == null)
        .extracting(ticket -> ticket.holder().ownerId())
        .hasSameElementsAs(Crowd.ops(OPS));
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void whereCopiesRunOutAnOpGetsAllOfThemOrNone(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 2 * EACH + 3, 1));

    List<RecipientResult> served =
        Crowd.allot(sound, parent, Crowd.ops(OPS), EACH, Crowd.unkeyed());

    stage.awaitSettled(parent);
    assertThat(served).extracting(RecipientResult::isServed).containsExactly(true, true, false);
    assertThat(Crowd.reason(served, Crowd.ops(OPS).getLast())).isEqualTo(ErrorCode.SOLD_OUT);
    assertThat(copiesByOp(parent)).containsOnlyKeys(Crowd.ops(2)).containsValue(EACH);
    assertThat(left(parent)).isEqualTo(3);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void anOpForWhomTheWholePackageIsTooSmallGetsNothing(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, EACH - 1, 1));

    List<RecipientResult> served = Crowd.allot(sound, parent, Crowd.ops(1), EACH, Crowd.unkeyed());

    assertThat(served).noneMatch(RecipientResult::isServed);
    assertThat(left(parent)).isEqualTo(EACH - 1);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void allotmentsDispatchesAndClaimsAtOnceKeepTheLimitsAndDivideNoAllotment(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 100, 1));
    List<Replica> replicas = stage.replicas(3, clock);
    List<String> ops = Crowd.ops(20);

    List<Long> copies =
        Crowd.atOnce(
            () ->
                EACH
                    * Crowd.served(
                        Crowd.allot(replicas.get(0), parent, ops, EACH, Crowd.unkeyed())),
            () ->
                Crowd.served(
                    Crowd.dispatch(replicas.get(1), parent, Crowd.users(0, 40), Crowd.unkeyed())),
            () -> (long) Rush.of(replicas, Wishes.any(parent, 60, 1)).granted().size());

    stage.awaitSettled(parent);
    assertThat(copiesByOp(parent).values()).allMatch(each -> each == EACH);
    assertThat(copies.stream().mapToLong(n -> n).sum()).isEqualTo(claimed(parent));
    assertThat(violations(parent)).isEmpty();
  }

  @Test
  void aQuotaThatIsReadAndThenWrittenIsFoundOut() {
    GiftPackage parent = stage.publish(SamplePackages.shared(EACH, 1));
    ReplicaParts sabotaged = stage.parts().with(Sabotage.unguardedQuota(stage, Gate.meetingOf(2)));

    allotTwiceAtOnce(parent, sabotaged);

    assertThat(violations(parent)).isNotEmpty();
  }

  @Test
  void theScenarioOfTheSabotageFindsNothingWrongWithASoundStore() {
    GiftPackage parent = stage.publish(SamplePackages.shared(EACH, 1));

    allotTwiceAtOnce(parent, stage.parts());

    assertThat(copiesByOp(parent)).hasSize(1).containsValue(EACH);
    assertThat(violations(parent)).isEmpty();
  }

  private void allotTwiceAtOnce(GiftPackage parent, ReplicaParts parts) {
    Replica one = stage.replica(parts, clock);
    Replica other = stage.replica(parts, clock);
    Crowd.atOnce(
        () -> Crowd.allot(one, parent, List.of("op001-x"), EACH, Crowd.unkeyed()),
        () -> Crowd.allot(other, parent, List.of("op002-x"), EACH, Crowd.unkeyed()));
    stage.awaitSettled(parent);
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void theSameOperationAgainAllotsNothingMore(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 10 * EACH, 1));
    Caller caller = Crowd.keyed();
    Crowd.allot(sound, parent, Crowd.ops(OPS), EACH, caller);

    List<RecipientResult> again = Crowd.allot(sound, parent, Crowd.ops(OPS), EACH, caller);

    stage.awaitSettled(parent);
    assertThat(again).hasSize(OPS).allMatch(RecipientResult::isServed);
    assertThat(claimed(parent)).isEqualTo(OPS * EACH);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void anotherOperationAllotsAsMuchAgain(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 10 * EACH, 1));
    Crowd.allot(sound, parent, Crowd.ops(OPS), EACH, Crowd.keyed());

    Crowd.allot(sound, parent, Crowd.ops(OPS), EACH, Crowd.keyed());

    stage.awaitSettled(parent);
    assertThat(copiesByOp(parent).values()).hasSize(OPS).allMatch(each -> each == 2 * EACH);
    assertThat(violations(parent)).isEmpty();
  }

  static Stream<Arguments> crashes() {
    return Stream.of(CodeType.values())
        .flatMap(type -> Stream.of(CrashPoint.values()).map(point -> Arguments.of(type, point)));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void afterACrashTheSameOperationServesEveryOpExactlyOnce(CodeType type, CrashPoint point) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, OPS * EACH, 1));
    Caller caller = Crowd.keyed();
    Throwable crash = crash(parent, point, caller);

    List<RecipientResult> again = Crowd.allot(sound, parent, Crowd.ops(OPS), EACH, caller);

    recoverLater();
    assertThat(crash == null).isEqualTo(point.answered);
    assertThat(again).hasSize(OPS).allMatch(RecipientResult::isServed);
    assertThat(copiesByOp(parent).values()).hasSize(OPS).allMatch(each -> each == EACH);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void aRecoveryLeavesEachOpAllOfTheCopiesOrNone(CodeType type, CrashPoint point) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, OPS * EACH, 1));
    crash(parent, point, Crowd.keyed());

    recoverLater();

    assertThat(copiesByOp(parent).values())
        .hasSize(point.counts ? OPS : 0)
        .allMatch(each -> each == EACH);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void afterACrashAmidTheInsertAnOpForWhomCopiesAreTooFewGetsNone(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, EACH - 1, 1));
    Caller caller = Crowd.keyed();
    var half =
        new ClaimRepository() {
          @Override
          public Uni<Set<String>> insert(List<Claim> claims) {
            return super.insert(claims.subList(0, EACH / 2))
                .chain(() -> Uni.createFrom().failure(new CrashPoint.Crash()));
          }
        };
    Replica mortal = stage.replica(stage.parts().with(half), clock);
    Throwable crash = catchThrowable(() -> Crowd.allot(mortal, parent, Crowd.ops(1), EACH, caller));

    List<RecipientResult> again = Crowd.allot(sound, parent, Crowd.ops(1), EACH, caller);

    stage.awaitSettled(parent);
    assertThat(crash).isNotNull();
    assertThat(again).noneMatch(RecipientResult::isServed);
    assertThat(copiesByOp(parent)).isEmpty();
    assertThat(left(parent)).isEqualTo(EACH - 1);
    assertThat(violations(parent)).isEmpty();
  }

  private @Nullable Throwable crash(GiftPackage parent, CrashPoint point, Caller caller) {
    Replica mortal = stage.replica(point.of(stage.parts(), stage), clock);
    return catchThrowable(() -> Crowd.allot(mortal, parent, Crowd.ops(OPS), EACH, caller));
  }

  private void recoverLater() {
    clock.advance(Duration.ofMinutes(1));
    ClaimStage.await(sound.recovery.recover());
  }

  private Map<String, Integer> copiesByOp(GiftPackage parent) {
    return ClaimStage.await(stage.claimsOf(parent.id())).stream()
        .filter(claim -> claim.owner() instanceof Staff)
        .collect(Collectors.groupingBy(Claim::holderId, Collectors.summingInt(claim -> 1)));
  }

  private int claimed(GiftPackage parent) {
    return ClaimStage.await(stage.packages.findById(parent.id())).quota().claimed();
  }

  private int left(GiftPackage parent) {
    return ClaimStage.await(stage.packages.findById(parent.id())).quota().left();
  }

  private List<String> violations(GiftPackage parent) {
    return stage.invariants().violations(parent, List.of());
  }
}
