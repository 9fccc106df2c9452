package dev.quanbao.claim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Quota.Take;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.testing.Eventually;
import dev.quanbao.testing.MovableClock;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Replicas that die between any two steps, or are so slow that they are taken for dead. */
@QuarkusTest
class ClaimRecoveryTest {

  private static final int COPIES = 6;
  private static final int CLAIMS = 3;

  @Inject ClaimStage stage;

  private MovableClock clock;
  private Replica sound;

  @BeforeEach
  void start() {
    clock = stage.clock();
    sound = stage.replica(stage.parts(), clock);
  }

  static Stream<Arguments> crashes() {
    return Stream.of(CodeType.values())
        .flatMap(type -> Stream.of(CrashPoint.values()).map(point -> Arguments.of(type, point)));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void whatACrashInterruptsIsFinishedIfItCountsAndElseUndone(CodeType type, CrashPoint point) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, COPIES, 1));
    Rush crashed = crash(parent, point);

    recoverLater(sound);

    assertThat(crashed.granted()).hasSize(point.answered ? CLAIMS : 0);
    assertThat(now(parent).quota().claimed()).isEqualTo(point.counts ? CLAIMS : 0);
    assertThat(violations(parent, crashed)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void afterRecoveryEveryCopyCanBeClaimed(CodeType type, CrashPoint point) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, COPIES, 1));
    crash(parent, point);
    recoverLater(sound);

    Rush rush = Rush.of(List.of(sound), Wishes.any(parent, 20, 1));

    stage.awaitSettled(parent);
    assertThat(rush.failures()).isEmpty();
    assertThat(now(parent).quota().left()).isZero();
    assertThat(violations(parent, rush)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void severalRecoveriesAtOnceAndAgainDoNoHarm(CodeType type, CrashPoint point) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, COPIES, 1));
    Rush crashed = crash(parent, point);
    Replica other = stage.replica(stage.parts(), clock);

    recoverLater(sound, other);
    recoverLater(other);

    assertThat(now(parent).quota().claimed()).isEqualTo(point.counts ? CLAIMS : 0);
    assertThat(violations(parent, crashed)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void aClaimThatIsUnderWayIsLeftAlone(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, COPIES, 1));
    crash(parent, CrashPoint.AFTER_WRITING_CLAIMS);
    clock.advance(Duration.ofSeconds(5));

    ClaimStage.await(sound.recovery.recover());

    assertThat(claims(parent)).hasSize(CLAIMS).allMatch(Claim::isPending);
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void aClaimerThatGoesOnAfterItWasGivenUpNeverCounts(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, COPIES, 1));
    var gate = Gate.closed();
    CompletableFuture<ClaimDecision> slow = claim(parent, stage.parts().with(slowQuota(gate)));
    gate.awaitReached();
    recoverLater(sound);

    gate.open();
    Throwable failure = failureOf(slow);

    assertThat(failure).isInstanceOf(RequestRefusedException.class);
    assertThat(((RequestRefusedException) failure).code()).isEqualTo(ErrorCode.CONTENTION);
    assertThat(now(parent).quota().left()).isEqualTo(COPIES);
    assertThat(violations(parent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void aClaimerWhoseChildrenWereSetFreeDoesNotKeepThoseItHeldAfterwards(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, COPIES, 1));
    var gate = Gate.closed();
    var slowClaims =
        new ClaimRepository() {
          @Override
          public Uni<Set<String>> insert(List<Claim> claims) {
            return super.insert(claims).call(gate::pass);
          }
        };
    CompletableFuture<ClaimDecision> slow = claim(parent, stage.parts().with(slowClaims));
    gate.awaitReached();
    Eventually.look(claimsOf(parent), claims -> !claims.isEmpty(), Duration.ofSeconds(10));
    recoverLater(sound);

    gate.open();
    Throwable failure = failureOf(slow);

    assertThat(failure).isInstanceOf(RequestRefusedException.class);
    assertThat(violations(parent)).isEmpty();
  }

  @Test
  void aClaimerThatGoesOnAfterItWasGivenUpAndDiesKeepsItsChildForAnHourAtMost() {
    GiftPackage parent = stage.publish(SamplePackages.unique(COPIES, 1));
    var gate = Gate.closed();
    var slowClaims =
        new ClaimRepository() {
          @Override
          public Uni<Set<String>> insert(List<Claim> claims) {
            return super.insert(claims).call(gate::pass);
          }
        };
    ReplicaParts mortal = CrashPoint.BEFORE_TAKING_QUOTA.of(stage.parts().with(slowClaims), stage);
    CompletableFuture<ClaimDecision> slow = claim(parent, mortal);
    gate.awaitReached();
    Eventually.look(claimsOf(parent), claims -> !claims.isEmpty(), Duration.ofSeconds(10));
    recoverLater(sound);
    gate.open();
    failureOf(slow);
    List<String> before = violations(parent);

    clock.advance(Duration.ofMinutes(61));
    ClaimStage.await(sound.recovery.recover());

    assertThat(before).isNotEmpty();
    assertThat(violations(parent)).isEmpty();
    assertThat(now(parent).quota().fences()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void aSlowClaimerAndARecoveryThatFinishTheSameClaimIssueEachTicketOnce(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, COPIES, 1));
    var gate = Gate.closed();
    CompletableFuture<ClaimDecision> slow = claim(parent, stage.parts().with(slowTickets(gate)));
    gate.awaitReached();
    clock.advance(Duration.ofMinutes(1));

    CompletableFuture<Void> recovery = sound.recovery.recover().subscribeAsCompletionStage();
    gate.open();
    ClaimDecision decision = await(slow);
    await(recovery);

    stage.awaitSettled(parent);
    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(violations(parent, (Granted) decision)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void aClaimerThatIsLaterThanTheRecoveryFindsItsTicketsIssued(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, COPIES, 1));
    var gate = Gate.closed();
    CompletableFuture<ClaimDecision> slow = claim(parent, stage.parts().with(slowTickets(gate)));
    gate.awaitReached();
    recoverLater(sound);

    gate.open();
    ClaimDecision decision = await(slow);

    stage.awaitSettled(parent);
    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(violations(parent, (Granted) decision)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CodeType.class)
  void aClaimThatEndsWellWhileRecoveryHasItOnItsListKeepsItsChild(CodeType type) {
    GiftPackage parent = stage.publish(SamplePackages.of(type, COPIES, 1));
    var gate = Gate.closed();
    CompletableFuture<ClaimDecision> slow = claim(parent, stage.parts().with(slowQuota(gate)));
    gate.awaitReached();
    var listedThenFinished =
        new ClaimRepository() {
          @Override
          public Uni<List<Claim>> findInterrupted(Instant before, int limit) {
            return super.findInterrupted(before, limit)
                .call(() -> {
                  gate.open();
                  return Uni.createFrom()
                      .completionStage(slow)
                      .chain(() -> stage.packages.findById(parent.id()))
                      .repeat()
                      .withDelay(Duration.ofMillis(20))
                      .until(now -> now.quota().notes().isEmpty())
                      .collect()
                      .last();
                });
          }
        };
    Replica late = stage.replica(stage.parts().with(listedThenFinished), clock);

    recoverLater(late);

    assertThat(violations(parent, (Granted) await(slow))).isEmpty();
  }

  @Test
  void whoFindsTheLastChildHeldByADeadClaimerLeavesNothingAndGetsItAfterRecovery() {
    GiftPackage parent = stage.publish(SamplePackages.unique(CLAIMS, 1));
    crash(parent, CrashPoint.BEFORE_TAKING_QUOTA);
    List<ClaimRequest> wish = List.of(Wishes.any(parent, "u0001-late"));

    Rush tooEarly = Rush.of(List.of(stage.hasty(clock)), wish);
    List<Claim> meanwhile = claims(parent);
    recoverLater(sound);
    Rush again = Rush.of(List.of(sound), wish);

    stage.awaitSettled(parent);
    assertThat(tooEarly.failures()).hasSize(1).allMatch(RequestRefusedException.class::isInstance);
    assertThat(meanwhile).hasSize(CLAIMS).noneMatch(claim -> claim.holderId().endsWith("late"));
    assertThat(again.granted()).hasSize(1);
    assertThat(violations(parent, again)).isEmpty();
  }

  @Test
  void aQuotaThatDoesNotNoteItsClaimsIsFoundOut() {
    GiftPackage parent = stage.publish(SamplePackages.shared(COPIES, 1));
    ReplicaParts sabotaged = stage.parts().with(Sabotage.quotaWithoutNotes(stage));

    Rush crashed = crash(parent, CrashPoint.AFTER_TICKETS, sabotaged);
    recoverLater(sound);

    assertThat(violations(parent, crashed)).isNotEmpty();
  }

  @Test
  void notesThatAreClearedBeforeTheClaimsAreMarkedAreFoundOut() {
    GiftPackage parent = stage.publish(SamplePackages.shared(COPIES, 1));
    Replica sabotaged = stage.replica(stage.parts().with(Sabotage.notesClearedFirst(stage)), clock);
    Rush answered = Rush.of(List.of(sabotaged), Wishes.any(parent, CLAIMS, 1));
    stage.awaitSettled(parent);

    recoverLater(sound);

    assertThat(violations(parent, answered)).isNotEmpty();
  }

  @Test
  void aClaimThatIsGivenUpWithoutAFenceIsFoundOut() {
    GiftPackage parent = stage.publish(SamplePackages.shared(COPIES, 1));
    var gate = Gate.closed();
    CompletableFuture<ClaimDecision> slow = claim(parent, stage.parts().with(slowQuota(gate)));
    gate.awaitReached();
    recoverLater(stage.replica(stage.parts().with(Sabotage.quotaWithoutFences(stage)), clock));

    gate.open();
    await(slow);

    stage.awaitSettled(parent);
    assertThat(violations(parent)).isNotEmpty();
  }

  @Test
  void ticketsWithNewIdsEachTimeAreFoundOut() {
    GiftPackage parent = stage.publish(SamplePackages.shared(COPIES, 1));
    ReplicaParts sabotaged = stage.parts().with(Sabotage.ticketsWithNewIds());
    crash(parent, CrashPoint.BEFORE_SETTLING);

    recoverLater(stage.replica(sabotaged, clock));

    assertThat(violations(parent)).isNotEmpty();
  }

  private Rush crash(GiftPackage parent, CrashPoint point) {
    return crash(parent, point, stage.parts());
  }

  private Rush crash(GiftPackage parent, CrashPoint point, ReplicaParts parts) {
    Replica mortal = stage.replica(point.of(parts, stage), clock);
    Rush rush = Rush.of(List.of(mortal), Wishes.any(parent, CLAIMS, 1));
    if (point == CrashPoint.AMID_SETTLING) {
      Eventually.look(
          claimsOf(parent),
          claims -> claims.stream().allMatch(Claim::isDone),
          Duration.ofSeconds(10));
    }
    return rush;
  }

  private CompletableFuture<ClaimDecision> claim(GiftPackage parent, ReplicaParts parts) {
    return stage
        .replica(parts, clock)
        .singleClaim
        .decide(Wishes.any(parent, Wishes.user(1)))
        .subscribeAsCompletionStage();
  }

  private QuotaRepository slowQuota(Gate gate) {
    return new QuotaRepository(stage.packages, stage.calendar) {
      @Override
      public Uni<Boolean> take(String packageId, List<Take> claims, Instant at) {
        return gate.pass().chain(() -> super.take(packageId, claims, at));
      }
    };
  }

  private static TicketRepository slowTickets(Gate gate) {
    return new TicketRepository() {
      @Override
      public Uni<Void> issue(List<Ticket> tickets) {
        return gate.pass().chain(() -> super.issue(tickets));
      }
    };
  }

  private void recoverLater(Replica... replicas) {
    clock.advance(Duration.ofMinutes(1));
    ClaimStage.await(
        Uni.join()
            .all(Stream.of(replicas).map(replica -> replica.recovery.recover()).toList())
            .andFailFast());
  }

  private List<String> violations(GiftPackage parent, Rush rush) {
    return stage.invariants().violations(parent, rush.granted());
  }

  private List<String> violations(GiftPackage parent, Granted... answered) {
    return stage.invariants().violations(parent, List.of(answered));
  }

  private GiftPackage now(GiftPackage parent) {
    return ClaimStage.await(stage.packages.findById(parent.id()));
  }

  private List<Claim> claims(GiftPackage parent) {
    return ClaimStage.await(claimsOf(parent));
  }

  private Uni<List<Claim>> claimsOf(GiftPackage parent) {
    return stage.claimsOf(parent.id());
  }

  private static <T> T await(CompletableFuture<T> pending) {
    return ClaimStage.await(Uni.createFrom().completionStage(pending));
  }

  private static Throwable failureOf(CompletableFuture<ClaimDecision> pending) {
    return ClaimStage.await(
        Uni.createFrom()
            .completionStage(pending)
            .onItem()
            .<Throwable>transform(decision -> new AssertionError("decided: " + decision))
            .onFailure()
            .recoverWithItem(failure -> failure));
  }
}
