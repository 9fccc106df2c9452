package dev.quanbao.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.process.ClaimLoad.Disturbance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The service, and the server that stores its data, are killed while 64 clients claim: what was
 * answered is there, nothing is half there, and nothing got lost.
 *
 * <p>{@code -Dkill.moments} says how often; by default a few times, {@code .ci/run} asks for twice
 * as many.
 */
class KillIT {

  private static final String GIVEN_SERVER = "QUANBAO_TEST_MONGO";
  private static final String GIVEN_ENGINE = "QUANBAO_TEST_ENGINE";
  private static final int MOMENTS = Integer.getInteger("kill.moments", 6);
  private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(1);
  private static final Duration RECOVERY_PERIOD = Duration.ofSeconds(6);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  // One batch of claims takes about as long: a kill falls anywhere between its steps.
  private static final int LONGEST_DELAY_MILLIS = 20;
  private static final int REPEATED_KEYS = 5;

  @RegisterExtension final Services services = new Services();

  private final Random random = seeded();
  private Duration start = Duration.ZERO;

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("KillIT: seed " + seed);
    return new Random(seed);
  }

  /** A way to kill, and how all comes back. */
  private record Blow(String name, Disturbance kill, Runnable revival) {}

  @Test
  void the_embedded_store_with_one_instance_survives() {
    Store store = services.folder();
    List<Service> one = start("kill", 1, store);
    Blow plain = blow("the service", one);
    Blow twice =
        new Blow("the service, and again while it starts", plain.kill(), () -> stumble(one));

    survives(store, one, List.of(plain, plain, plain, plain, plain, twice));
  }

  @Test
  @Tag("engine")
  @EnabledIfEnvironmentVariable(named = GIVEN_SERVER, matches = ".+")
  void one_server_with_two_instances_survives() {
    String server = System.getenv(GIVEN_SERVER);
    Store store = services.database(server);
    List<Service> both = start("kill-server", 2, store);
    List<Blow> blows =
        new ArrayList<>(
            List.of(
                blow("the first instance", both.subList(0, 1)),
                blow("the second instance", both.subList(1, 2)),
                blow("both instances", both)));
    String engine = System.getenv(GIVEN_ENGINE);
    if (engine != null && !engine.isBlank()) {
      blows.addAll(blowsToServer(new Engine(engine, server), both));
    }

    survives(store, both, blows);
  }

  private List<Service> start(String name, int count, Store store) {
    Instant begun = Instant.now();
    List<Service> started = services.start(name, count, store);
    start = Duration.between(begun, Instant.now());
    return started;
  }

  private static Blow blow(String name, List<Service> victims) {
    return new Blow(name, load -> victims.forEach(Service::kill), () -> revive(victims));
  }

  private static List<Blow> blowsToServer(Engine engine, List<Service> both) {
    Disturbance cut =
        load -> {
          engine.killGateway();
          engine.up();
        };
    Disturbance powerCut =
        load -> {
          engine.kill();
          load.halt();
          engine.up();
        };
    Disturbance all =
        load -> {
          both.forEach(Service::kill);
          powerCut.strike(load);
        };
    return List.of(
        new Blow("the server's gateway", cut, () -> both.forEach(Service::awaitReady)),
        new Blow("the server", powerCut, () -> both.forEach(Service::awaitReady)),
        new Blow("the server and both instances", all, () -> revive(both)));
  }

  private static void revive(List<Service> dead) {
    dead.forEach(Service::beginAgain);
    dead.forEach(Service::awaitReady);
  }

  private void stumble(List<Service> dead) {
    dead.forEach(Service::beginAgain);
    delay(Duration.ofMillis(random.nextLong(start.toMillis())));
    dead.forEach(Service::kill);
    revive(dead);
  }

  private void survives(Store store, List<Service> instances, List<Blow> blows) {
    var backOffice = new BackOffice(instances);
    List<Campaign> campaigns = new ArrayList<>();
    int momentsInDoubt = 0;
    for (int i = 0; i < MOMENTS; i++) {
      var campaign = Campaign.open(backOffice, i, random);
      campaigns.add(campaign);

      int inDoubt = strike(campaign, blows.get(i % blows.size()));

      momentsInDoubt += inDoubt > 0 ? 1 : 0;
      campaign.run();
    }
    awaitCompletion(campaigns);
    List<Books> books = settledBooks(store, instances, campaigns);

    assertThat(momentsInDoubt).as("kills that cut clients off").isGreaterThan(MOMENTS / 2);
    for (int i = 0; i < MOMENTS; i++) {
      Campaign campaign = campaigns.get(i);
      assertThat(campaign.refusals()).isSubsetOf("PERSONAL_LIMIT", "SOLD_OUT");
      assertThat(books.get(i).faults(campaign.grantedTickets())).as("package " + i).isEmpty();
      assertThat(books.get(i).claimed()).isEqualTo(Campaign.COPIES);
    }
  }

  /** Runs a campaign with a blow in it; gives the number of wishes without an answer. */
  private int strike(Campaign campaign, Blow blow) {
    int moment = random.nextInt(campaign.openWishes());
    var delay = Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS));
    campaign.run(
        moment,
        load -> {
          delay(delay);
          blow.kill().strike(load);
        });
    int inDoubt = campaign.openWishes();
    System.out.printf(
        "KillIT: %s, %d ms after answer %d: %d without an answer%n",
        blow.name(), delay.toMillis(), moment, inDoubt);
    blow.revival().run();
    return inDoubt;
  }

  private void awaitCompletion(List<Campaign> campaigns) {
    Instant deadline = Instant.now().plus(RECOVERY_LIMIT);
    List<Campaign> incomplete = incomplete(campaigns);
    while (!incomplete.isEmpty() && Instant.now().isBefore(deadline)) {
      incomplete.forEach(Campaign::pressOn);
      delay(BETWEEN_LOOKS);
      incomplete = incomplete(incomplete);
    }
    assertThat(incomplete).as("campaigns incomplete after " + RECOVERY_LIMIT).isEmpty();
    assertThat(campaigns)
        .allSatisfy(campaign -> assertThat(campaign.answeredOtherwiseNow(REPEATED_KEYS)).isEmpty());
  }

  private static List<Campaign> incomplete(List<Campaign> campaigns) {
    return campaigns.stream().filter(campaign -> !campaign.isComplete()).toList();
  }

  /** The books of all packages, as soon as no claim is on its way any more. */
  private List<Books> settledBooks(Store store, List<Service> instances, List<Campaign> campaigns) {
    Instant deadline = Instant.now().plus(RECOVERY_LIMIT);
    List<Books> books = books(store, instances, campaigns);
    while (books.stream().anyMatch(Books::isUnsettled) && Instant.now().isBefore(deadline)) {
      revive(instances);
      delay(RECOVERY_PERIOD);
      books = books(store, instances, campaigns);
    }
    return books;
  }

  // A folder can only be read while nobody has it open; a server is read the same way.
  private static List<Books> books(Store store, List<Service> instances, List<Campaign> campaigns) {
    instances.forEach(Service::kill);
    return store.read(database ->
        campaigns.stream().map(campaign -> Books.read(database, campaign.packageId())).toList());
  }

  private static void delay(Duration delay) {
    LockSupport.parkNanos(delay.toNanos());
  }
}
