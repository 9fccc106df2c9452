package dev.quanbao.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quanbao.process.Errand.Kind;
import dev.quanbao.process.Errands.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The service, and the server that stores its data, are killed while children are made, codes are
 * imported and copies are dispatched: every job ends with exactly the right set, and one whose
 * holder died is taken over by another instance.
 *
 * <p>{@code -Djobkill.rounds} repeats all blows so often, {@code -Djobkill.scale} makes the jobs so
 * many times as large.
 */
class JobKillIT {

  private static final String GIVEN_SERVER = "QUANBAO_TEST_MONGO";
  private static final String GIVEN_ENGINE = "QUANBAO_TEST_ENGINE";
  private static final int ROUNDS = Integer.getInteger("jobkill.rounds", 1);
  private static final int SCALE = Integer.getInteger("jobkill.scale", 1);
  private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Duration RECOVERY_PERIOD = Duration.ofSeconds(6);
  // A portion takes about as long: a kill falls anywhere between its steps.
  private static final int LONGEST_DELAY_MILLIS = 500;

  @RegisterExtension final Services services = new Services();

  private final Random random = seeded();
  private final Instant begun = Instant.now();

  private static Random seeded() {
    long seed = Long.getLong("test.seed", System.nanoTime());
    System.out.println("JobKillIT: -Dtest.seed=" + seed);
    return new Random(seed);
  }

  /**
   * A way to kill, and how all comes back.
   *
   * @param asked which instances are given new work before
   * @param leavesAnother whether an instance is left that can take over
   */
  private record Blow(
      String name, List<Service> asked, Runnable kill, Runnable revival, boolean leavesAnother) {}

  @Test
  void the_embedded_store_with_one_instance_ends_every_job_right() {
    Store store = services.folder();
    List<Service> one = services.start("jobkill", 1, store);
    Blow blow = blow("the service", one, one, false);

    survives(
        store, one, new Sizes(45_000, 11_000, 4_500), List.of(blow, blow), new Takeovers(store));
  }

  @Test
  @Tag("engine")
  @EnabledIfEnvironmentVariable(named = GIVEN_SERVER, matches = ".+")
  void one_server_with_two_instances_ends_every_job_right() {
    String server = System.getenv(GIVEN_SERVER);
    Store store = services.database(server);
    List<Service> both = services.start("jobkill-server", 2, store);
    List<Service> first = both.subList(0, 1);
    List<Service> second = both.subList(1, 2);
    List<Blow> blows = new ArrayList<>();
    blows.add(blow("the instance that was asked", first, first, true));
    blows.add(blow("the other instance", first, second, true));
    blows.add(blow("both instances", both, both, false));
    String engine = System.getenv(GIVEN_ENGINE);
    if (engine != null && !engine.isBlank()) {
      blows.addAll(blowsToServer(new Engine(engine, server), both));
    }

    var takeovers = new Takeovers(store);

    survives(store, both, new Sizes(100_000, 30_000, 8_000), blows, takeovers);

    assertThat(takeovers.measured())
        .isNotEmpty()
        .allSatisfy(taken -> assertThat(taken).isLessThanOrEqualTo(TAKEOVER_LIMIT));
  }

  private static Blow blow(
      String name, List<Service> asked, List<Service> victims, boolean leavesAnother) {
    return new Blow(
        name, asked, () -> victims.forEach(Service::kill), () -> revive(victims), leavesAnother);
  }

  private static List<Blow> blowsToServer(Engine engine, List<Service> both) {
    Runnable all =
        () -> {
          both.forEach(Service::kill);
          engine.kill();
        };
    Runnable allBack =
        () -> {
          engine.up();
          revive(both);
        };
    Runnable serverBack =
        () -> {
          engine.up();
          both.forEach(Service::awaitReady);
        };
    return List.of(
        new Blow("the server's gateway", both, engine::killGateway, serverBack, false),
        new Blow("the server", both, engine::kill, serverBack, false),
        new Blow("the server and both instances", both, all, allBack, false));
  }

  private static void revive(List<Service> dead) {
    dead.forEach(Service::beginAgain);
    dead.forEach(Service::awaitReady);
  }

  private void survives(
      Store store, List<Service> instances, Sizes sizes, List<Blow> blows, Takeovers takeovers) {
    var errands = new Errands(sizes.times(SCALE), random);
    var office = new JobOffice(instances);
    Map<Kind, Integer> hits = new EnumMap<>(Kind.class);
    for (int i = 0; i < ROUNDS * blows.size(); i++) {
      Blow blow = blows.get(i % blows.size());
      for (Errand hit : strike(blow, errands, hits.keySet(), office, takeovers)) {
        hits.merge(hit.kind(), 1, Integer::sum);
      }
    }
    errands.awaitOver(office);
    System.out.printf("JobKillIT: %.1f s, all over%n", seconds());
    List<String> faults = new ArrayList<>();
    var backOffice = new BackOffice(instances);
    errands.all().forEach(errand -> faults.addAll(errand.faultsShown(office, backOffice)));
    faults.addAll(faultsStored(store, instances, errands.all()));

    System.out.printf("JobKillIT: %.1f s%n", seconds());
    assertThat(faults).isEmpty();
    assertThat(hits).as("jobs that were cut off").containsOnlyKeys(Kind.values());
  }

  /** Orders work, kills amid it and lets all come back; gives what was under way. */
  private List<Errand> strike(
      Blow blow, Errands errands, Set<Kind> hitBefore, JobOffice office, Takeovers takeovers) {
    List<Errand> old = errands.latest();
    errands.renew(blow.asked());
    List<Errand> latest = errands.latest();
    List<Errand> missed =
        latest.stream().filter(errand -> !hitBefore.contains(errand.kind())).toList();
    List<Errand> choice = missed.isEmpty() ? latest : missed;
    Errand watched = choice.get(random.nextInt(choice.size()));
    // One that was cut off before looks as if it were running until its lease is over.
    boolean hasPortion = old.contains(watched) || random.nextBoolean();
    awaitBegin(watched, hasPortion, office);
    var delay = Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS));
    delay(delay);
    Map<Errand, Lease> leases = blow.leavesAnother() ? takeovers.underWay(latest) : Map.of();
    Instant struck = Instant.now();
    blow.kill().run();
    takeovers.await(leases, struck);
    blow.revival().run();
    List<Errand> hit =
        latest.stream()
            .filter(errand -> leases.containsKey(errand) || !office.isOver(errand.jobId()))
            .toList();
    System.out.printf(
        "JobKillIT: %.1f s, %s, %d ms after %s %s: under way were %s%n",
        seconds(),
        blow.name(),
        delay.toMillis(),
        watched.kind(),
        hasPortion ? "came further" : "began",
        hit.stream().map(Errand::kind).toList());
    return hit;
  }

  /** Waits until a job runs or, beyond that, until it has come further than it was at first. */
  private static void awaitBegin(Errand errand, boolean hasPortion, JobOffice office) {
    Instant deadline = Instant.now().plus(PATIENCE);
    long first = office.job(errand.jobId()).get("done").asLong();
    while (!hasBegun(office.job(errand.jobId()), hasPortion, first)) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("does not begin: " + office.job(errand.jobId()));
      }
      delay(BETWEEN_LOOKS);
    }
  }

  private static boolean hasBegun(JsonNode job, boolean hasPortion, long first) {
    boolean isOver = !job.get("endedAt").isNull();
    boolean isRunning = job.get("state").asText().equals("RUNNING");
    return isOver || (isRunning && (!hasPortion || job.get("done").asLong() > first));
  }

  /** What the store holds amiss, as soon as no claim is on its way any more. */
  private static List<String> faultsStored(
      Store store, List<Service> instances, List<Errand> errands) {
    Instant deadline = Instant.now().plus(PATIENCE);
    // A folder can only be read while nobody has it open; a server is read the same way.
    instances.forEach(Service::kill);
    while (store.read(database -> errands.stream().anyMatch(one -> one.isUnsettled(database)))
        && Instant.now().isBefore(deadline)) {
      revive(instances);
      delay(RECOVERY_PERIOD);
      instances.forEach(Service::kill);
    }
    return store.read(database ->
        errands.stream().flatMap(errand -> errand.faultsStored(database).stream()).toList());
  }

  private double seconds() {
    return Duration.between(begun, Instant.now()).toMillis() / 1000.0;
  }

  private static void delay(Duration delay) {
    LockSupport.parkNanos(delay.toNanos());
  }
}
