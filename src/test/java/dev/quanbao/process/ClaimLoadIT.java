package dev.quanbao.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.process.Answer.Granted;
import dev.quanbao.process.BackOffice.Edition;
import dev.quanbao.process.ClaimLoad.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 64 clients at once claim one package through the packaged service. */
class ClaimLoadIT {

  private static final String GIVEN_SERVER = "QUANBAO_TEST_MONGO";
  private static final int COPIES = 1_000;
  private static final int USERS = 500;
  private static final int PERSONAL_LIMIT = 2;
  private static final int WISHES_PER_USER = 4;

  @RegisterExtension final Services services = new Services();

  private final Random random = seeded();

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("ClaimLoadIT: seed " + seed);
    return new Random(seed);
  }

  @Test
  void one_instance_on_the_embedded_store_keeps_every_limit() {
    limitsHold(services.start("load-limits", 1, services.folder()));
  }

  @Test
  @Tag("engine")
  @EnabledIfEnvironmentVariable(named = GIVEN_SERVER, matches = ".+")
  void two_instances_on_one_server_keep_every_limit() {
    limitsHold(services.start("load-limits-server", 2, server()));
  }

  @Test
  void one_instance_on_the_embedded_store_gives_no_child_twice() {
    noChildTwice(services.start("load-children", 1, services.folder()));
  }

  @Test
  @Tag("engine")
  @EnabledIfEnvironmentVariable(named = GIVEN_SERVER, matches = ".+")
  void two_instances_on_one_server_give_no_child_twice() {
    noChildTwice(services.start("load-children-server", 2, server()));
  }

  private Store server() {
    return services.database(System.getenv(GIVEN_SERVER));
  }

  private void limitsHold(List<Service> instances) {
    var backOffice = new BackOffice(instances);
    String packageId = backOffice.publish(Edition.shared(COPIES, PERSONAL_LIMIT));
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < USERS * WISHES_PER_USER; i++) {
      wishes.add(Wish.ofPackage(user(i % USERS), packageId));
    }
    Collections.shuffle(wishes, random);

    List<Outcome> outcomes = ClaimLoad.of(backOffice, wishes);

    assertThat(ClaimLoad.otherwise(outcomes).keySet()).isSubsetOf("PERSONAL_LIMIT", "SOLD_OUT");
    assertThat(ClaimLoad.granted(outcomes)).hasSize(COPIES);
    assertThat(ClaimLoad.grantedByUser(outcomes).values())
        .allMatch(count -> count <= PERSONAL_LIMIT);
    assertThat(backOffice.claimedCount(packageId)).isEqualTo(COPIES);
    everybodyHoldsWhatTheyWereGranted(backOffice, outcomes);
  }

  private void noChildTwice(List<Service> instances) {
    var backOffice = new BackOffice(instances);
    List<String> aliases = IntStream.range(0, COPIES).mapToObj("LOAD-%04d"::formatted).toList();
    String packageId = backOffice.publish(Edition.given(aliases, 1));
    List<Wish> wishes = new ArrayList<>();
    for (String alias : aliases) {
      wishes.add(Wish.ofAlias(user(wishes.size()), alias));
      wishes.add(Wish.ofAlias(user(wishes.size()), alias));
      wishes.add(Wish.ofPackage(user(wishes.size()), packageId));
    }
    Collections.shuffle(wishes, random);

    List<Outcome> outcomes = ClaimLoad.of(backOffice, wishes);

    assertThat(ClaimLoad.otherwise(outcomes).keySet())
        .isSubsetOf("CODE_ALREADY_CLAIMED", "SOLD_OUT");
    assertThat(ClaimLoad.granted(outcomes).stream().map(Granted::packageCode))
        .hasSize(COPIES)
        .doesNotHaveDuplicates();
    assertThat(backOffice.claimedCount(packageId)).isEqualTo(COPIES);
    everybodyHoldsWhatTheyWereGranted(backOffice, outcomes);
  }

  private static void everybodyHoldsWhatTheyWereGranted(
      BackOffice backOffice, List<Outcome> outcomes) {
    Map<String, Set<String>> granted = new HashMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome.answer() instanceof Granted(String code, Set<String> ticketIds)) {
        granted.computeIfAbsent(outcome.wish().userId(), user -> new HashSet<>()).addAll(ticketIds);
      }
    }
    assertThat(granted.values().stream().flatMap(Set::stream))
        .hasSize(COPIES * BackOffice.TICKETS_PER_CLAIM)
        .doesNotHaveDuplicates();
    assertThat(
            granted.keySet().parallelStream()
                .filter(user -> !backOffice.ticketIdsOf(user).equals(granted.get(user))))
        .as("users who don't hold what they were granted, or more")
        .isEmpty();
  }

  private static String user(int number) {
    return "u%04d".formatted(number);
  }
}
