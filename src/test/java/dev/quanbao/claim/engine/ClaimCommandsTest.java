package dev.quanbao.claim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.model.RecipientResult;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.testing.Eventually;
import dev.quanbao.testing.StoreCommands;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many commands a claim costs the store, as a listener of the store's client counts them. */
@QuarkusTest
class ClaimCommandsTest {

  private static final int CLIENTS = 64;
  private static final int SETTLING = 2;

  @Inject ClaimStage stage;
  @Inject Scheduler scheduler;

  private Replica replica;

  // What runs by the clock sends commands of its own, which are nobody's claim's.
  @BeforeEach
  void start() {
    scheduler.pause();
    replica = stage.replica(parts(), stage.clock());
  }

  @AfterEach
  void goOn() {
    scheduler.resume();
  }

  @ParameterizedTest
  @CsvSource({"SHARED, 3", "UNIQUE, 4"})
  void aLoneClaimCostsACommandAStep(CodeType type, int steps) {
    GiftPackage parent = warmedUp(SamplePackages.of(type, 10, 1));

    ClaimStage.await(replica.singleClaim.decide(Wishes.any(parent, Wishes.user(1))));
    List<String> foreground = StoreCommands.sent();
    List<String> all = awaitCommands(foreground.size() + SETTLING);

    List<String> background = all.subList(foreground.size(), all.size());
    print("lone claim, %s: %d %s, then in the background %d %s", type, foreground, background);
    assertThat(foreground).hasSize(steps);
    assertThat(background).containsExactly("update Claim", "update GiftPackage");
  }

  @ParameterizedTest
  @CsvSource({"SHARED", "UNIQUE"})
  void manyClaimsAtOnceCostLessThanACommandEach(CodeType type) {
    GiftPackage parent = warmedUp(SamplePackages.of(type, 1_000, 1));

    Rush rush = Rush.of(List.of(replica), Wishes.any(parent, CLIENTS, 1));
    List<String> foreground = StoreCommands.sent();
    List<String> all = awaitCommands(foreground.size() + SETTLING);

    System.out.printf(
        "%d claims at once, %s: %.3f commands each, %.3f with the background%n",
        CLIENTS, type, share(foreground.size(), CLIENTS), share(all.size(), CLIENTS));
    assertThat(rush.granted()).hasSize(CLIENTS);
    assertThat(share(all.size(), CLIENTS)).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"SHARED, true", "UNIQUE, false"})
  void aDispatchToManyUsersCostsAFewCommandsForAllOfThem(CodeType type, boolean isKeyed) {
    int users = 10_000;
    GiftPackage parent = warmedUp(SamplePackages.of(type, users + 1, 1));
    List<String> userIds = IntStream.range(0, users).mapToObj(Wishes::user).toList();
    String operation = isKeyed ? "dispatch-" + parent.id() : null;

    List<RecipientResult> served =
        ClaimStage.await(
            replica.dispatchPackage.serve(
                parent.id(), userIds, "op001", SamplePackages.NOW, operation));
    List<String> foreground = StoreCommands.sent();
    stage.awaitSettled(parent);
    List<String> all = StoreCommands.sent();
    // Other suites look at all that is in the store.
    ClaimStage.await(stage.tickets.delete("origin.packageId", parent.id()));
    ClaimStage.await(stage.claims.delete("packageId", parent.id()));

    System.out.printf(
        "dispatch to %d users, %s: %d commands before the answer, with the background %d: %s%n",
        users, type, foreground.size(), all.size(), new TreeMap<>(counted(foreground)));
    assertThat(served).hasSize(users).allMatch(RecipientResult::isServed);
    assertThat(foreground).hasSizeLessThanOrEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({
    "SHARED, BEFORE_TAKING_QUOTA",
    "UNIQUE, BEFORE_TAKING_QUOTA",
    "SHARED, AFTER_TAKING_QUOTA",
    "UNIQUE, AFTER_TAKING_QUOTA"
  })
  void aDispatchThatWasInterruptedIsTakenUpWithAFewCommandsForAllUsers(
      CodeType type, CrashPoint point) {
    int users = 500;
    GiftPackage parent = warmedUp(SamplePackages.of(type, users + 1, 1));
    Replica mortal = stage.replica(point.of(parts(), stage), stage.clock());
    List<String> userIds = Crowd.users(100, 100 + users);
    Caller caller = Crowd.keyed();
    Throwable crash = catchThrowable(() -> Crowd.dispatch(mortal, parent, userIds, caller));
    StoreCommands.forget();

    List<RecipientResult> served = Crowd.dispatch(replica, parent, userIds, caller);
    List<String> foreground = StoreCommands.sent();

    stage.awaitSettled(parent);
    System.out.printf(
        "dispatch to %d users taken up, %s, %s: %d commands: %s%n",
        users, type, point, foreground.size(), new TreeMap<>(counted(foreground)));
    assertThat(crash).isNotNull();
    assertThat(served).hasSize(users).allMatch(RecipientResult::isServed);
    assertThat(foreground).hasSizeLessThanOrEqualTo(30);
  }

  @Test
  void aRefusalAfterTheSellOutCostsNextToNothing() {
    int refusals = 6_400;
    GiftPackage parent = warmedUp(SamplePackages.shared(1, 1));

    Rush rush = Rush.of(List.of(replica), Wishes.any(parent, refusals, 1));
    int commands = StoreCommands.sent().size();

    System.out.printf(
        "refusal after the sell-out: %.4f commands each%n", share(commands, refusals));
    assertThat(rush.rejected()).containsOnly(Map.entry(ErrorCode.SOLD_OUT, 6_400L));
    assertThat(share(commands, refusals)).isLessThanOrEqualTo(0.01);
  }

  // Settles as the service does: what it gathers is part of what is counted.
  private ReplicaParts parts() {
    ReplicaParts parts = stage.parts();
    return parts.with(new ClaimSettlement(parts.claims(), parts.quota()));
  }

  private static Map<String, Long> counted(List<String> commands) {
    return commands.stream().collect(Collectors.groupingBy(of -> of, Collectors.counting()));
  }

  /** A package of which one copy is claimed and settled, so that all there is to know is known. */
  private GiftPackage warmedUp(GiftPackage sample) {
    GiftPackage parent = stage.publish(sample);
    ClaimStage.await(replica.singleClaim.decide(Wishes.any(parent, "u0001-first")));
    stage.awaitSettled(parent);
    StoreCommands.forget();
    return parent;
  }

  private static List<String> awaitCommands(int count) {
    return Eventually.look(
        Uni.createFrom().item(StoreCommands::sent),
        sent -> sent.size() >= count,
        Duration.ofSeconds(10));
  }

  private static void print(
      String line, CodeType type, List<String> foreground, List<String> background) {
    System.out.printf(
        line + "%n", type, foreground.size(), foreground, background.size(), background);
  }

  private static double share(int commands, int claims) {
    return (double) commands / claims;
  }
}
