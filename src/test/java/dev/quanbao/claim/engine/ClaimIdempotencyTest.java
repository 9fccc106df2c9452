package dev.quanbao.claim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.claim.ClaimCommand;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.ClaimOrigin;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.PackageRef.ByCode;
import dev.quanbao.claim.model.PackageRef.ById;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.MovableClock;
import dev.quanbao.ticket.model.Ticket;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same operation over and over: one claim, and the same answer each time. */
@QuarkusTest
class ClaimIdempotencyTest {

  private static final String USER = "u0001-keyed";

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
  void aRepeatedOperationGivesTheSameTickets(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 10, 5));
    Caller caller = caller();
    Granted first = granted(sound, anyOf(parent), caller);
    stage.awaitSettled(parent);

    Granted again = granted(sound, anyOf(parent), caller);

    assertThat(again.tickets()).isEqualTo(first.tickets());
    assertThat(violations(parent, first, again)).isEmpty();
    assertThat(claimed(parent)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void aRepetitionThatComesBeforeTheClaimIsSettledGivesTheSameTickets(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 10, 5));
    Caller caller = caller();
    Granted first = granted(mortal(CrashPoint.BEFORE_SETTLING), anyOf(parent), caller);

    Granted again = granted(sound, anyOf(parent), caller);

    assertThat(again.tickets()).isEqualTo(first.tickets());
    assertThat(violations(parent, first, again)).isEmpty();
    assertThat(claimed(parent)).isEqualTo(1);
  }

  @Test
  void anotherOperationIsAnotherClaim() {
    GiftPackage parent = stage.publish(SamplePackages.shared(10, 5));
    Granted first = granted(sound, anyOf(parent), caller());

    Granted other = granted(sound, anyOf(parent), caller());

    stage.awaitSettled(parent);
    assertThat(ids(other)).doesNotContainAnyElementsOf(ids(first));
    assertThat(claimed(parent)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void theSameOperationManyTimesAtOnceIsOneClaim(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 100, 50));
    Caller caller = caller();

    Rush rush =
        Rush.of(
            Collections.nCopies(64, anyOf(parent)),
            command -> sound.claimPackage.claim(command, caller));

    stage.awaitSettled(parent);
    assertThat(rush.failures()).isEmpty();
    assertThat(rush.granted()).hasSize(64);
    assertThat(rush.granted().stream().map(ClaimIdempotencyTest::ids).distinct()).hasSize(1);
    assertThat(stage.invariants().violations(parent, rush.granted())).isEmpty();
    assertThat(claimed(parent)).isEqualTo(1);
  }

  @Test
  void oneOperationForSeveralPeopleIsAClaimForEachOfThem() {
    GiftPackage parent = stage.publish(SamplePackages.shared(100, 1));
    String operation = Ids.random();
    List<ClaimRequest> wishes =
        Wishes.any(parent, 20, 1).stream().map(wish -> keyed(wish, operation)).toList();

    Rush rush = Rush.of(List.of(sound), wishes);

    stage.awaitSettled(parent);
    assertThat(rush.granted()).hasSize(20);
    assertThat(stage.invariants().violations(parent, rush.granted())).isEmpty();
    assertThat(claimed(parent)).isEqualTo(20);
  }

  private static ClaimRequest keyed(ClaimRequest wish, String operation) {
    var origin = new ClaimOrigin(null, null, wish.origin().at(), operation);
    return new ClaimRequest(wish.owner(), wish.packageId(), wish.wish(), origin);
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void theSameOperationAtSeveralReplicasAtOnceIsOneClaim(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 100, 50));
    Caller caller = caller();
    List<Replica> replicas = stage.replicas(3, clock);
    var next = new AtomicInteger();

    Rush rush =
        Rush.of(
            Collections.nCopies(30, anyOf(parent)),
            command ->
                replicas
                    .get(next.getAndIncrement() % replicas.size())
                    .claimPackage
                    .claim(command, caller));

    stage.awaitSettled(parent);
    Granted afterwards = granted(sound, anyOf(parent), caller);
    // One that another takes for interrupted may have to say that it doesn't know.
    assertThat(rush.failures()).allMatch(RequestRefusedException.class::isInstance);
    assertThat(rush.rejected()).isEmpty();
    assertThat(rush.granted())
        .extracting(ClaimIdempotencyTest::ids)
        .allMatch(ids -> ids.equals(ids(afterwards)));
    assertThat(violations(parent, afterwards)).isEmpty();
    assertThat(claimed(parent)).isEqualTo(1);
  }

  static Stream<Arguments> crashes() {
    return Stream.of(CodeType.values())
        .flatMap(type -> Stream.of(CrashPoint.values()).map(point -> Arguments.of(type, point)));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void theSameOperationAfterACrashFinishesTheClaim(CodeType type, CrashPoint point) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 10, 5));
    Caller caller = caller();
    tryToClaim(mortal(point), anyOf(parent), caller);

    Granted again = granted(sound, anyOf(parent), caller);

    recoverLater();
    assertThat(again.tickets()).hasSize(SamplePackages.TICKETS);
    assertThat(violations(parent, again)).isEmpty();
    assertThat(claimed(parent)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void aClaimOfTheLastCopyIsNotToldThatItIsSoldOutWhenItIsRepeated(
      CodeType type, CrashPoint point) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, 1, 1));
    Caller caller = caller();
    tryToClaim(mortal(point), anyOf(parent), caller);

    Granted again = granted(sound, anyOf(parent), caller);

    recoverLater();
    assertThat(violations(parent, again)).isEmpty();
    assertThat(claimed(parent)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void aClaimOfOneChildIsNotToldThatItIsClaimedWhenItIsRepeated(CrashPoint point) {
    GiftPackage parent = stage.publish(SamplePackages.unique(3, 1));
    Caller caller = caller();
    String child = stage.childCodes(parent).get(1);
    tryToClaim(mortal(point), childOf(child), caller);

    Granted again = granted(sound, childOf(child), caller);

    recoverLater();
    assertThat(again.tickets())
        .extracting(ticket -> ticket.origin().packageCode())
        .containsOnly(child);
    assertThat(violations(parent, again)).isEmpty();
  }

  @Test
  void aChildThatAnotherHasClaimedIsRefusedToAKeyedClaimToo() {
    GiftPackage parent = stage.publish(SamplePackages.unique(3, 1));
    String child = stage.childCodes(parent).get(1);
    granted(sound, childOf(child), caller());

    Throwable refusal = tryToClaim(sound, childOf(child), caller());

    assertThat(refusal).isInstanceOf(RequestRefusedException.class);
    assertThat(((RequestRefusedException) refusal).code())
        .isEqualTo(ErrorCode.CODE_ALREADY_CLAIMED);
  }

  @Test
  void anotherOperationIsToldThatItIsSoldOut() {
    GiftPackage parent = stage.publish(SamplePackages.shared(1, 5));
    granted(sound, anyOf(parent), caller());

    ClaimDecision decision = ClaimStage.await(sound.claimPackage.claim(anyOf(parent), caller()));

    assertThat(decision).isEqualTo(new Rejected(ErrorCode.SOLD_OUT));
  }

  private void recoverLater() {
    clock.advance(Duration.ofMinutes(1));
    ClaimStage.await(sound.recovery.recover());
  }

  private Replica mortal(CrashPoint point) {
    return stage.replica(point.of(stage.parts(), stage), clock);
  }

  private static Throwable tryToClaim(Replica replica, ClaimCommand command, Caller caller) {
    return ClaimStage.await(
        replica
            .claimPackage
            .claim(command, caller)
            .onItem()
            .<Throwable>transform(decision -> null)
            .onFailure()
            .recoverWithItem(failure -> failure));
  }

  private static Granted granted(Replica replica, ClaimCommand command, Caller caller) {
    return (Granted) ClaimStage.await(replica.claimPackage.claim(command, caller));
  }

  private static ClaimCommand anyOf(GiftPackage parent) {
    return Crowd.command(USER, new ById(parent.id()));
  }

  private static ClaimCommand childOf(String code) {
    return Crowd.command(USER, new ByCode(code));
  }

  private static Caller caller() {
    return new Caller(
        Ids.random(),
        Set.of(SamplePackages.COMPANY),
        Set.of(Permission.CLAIM),
        SamplePackages.NOW,
        Ids.random(),
        Optional.of(Ids.random()));
  }

  private static List<String> ids(Granted granted) {
    return granted.tickets().stream().map(Ticket::id).toList();
  }

  private List<String> violations(GiftPackage parent, Granted... answered) {
    return stage.invariants().violations(parent, List.of(answered));
  }

  private int claimed(GiftPackage parent) {
    Uni<GiftPackage> now = stage.packages.findById(parent.id());
    return ClaimStage.await(now).quota().claimed();
  }
}
