package dev.quanbao.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.id.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Phones and their latest messages: each delivery counts once, also if two requests count it. */
@QuarkusTest
class PhoneSendsRepositoryTest {

  private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PHONES = 50;

  @Inject PhoneSendsRepository phoneSends;

  @Test
  void aRepetitionFindsWhatIsCounted() {
    Map<String, String> deliveries = deliveries(phones());
    Set<String> first = await(phoneSends.countWithinLimits(deliveries, NOW));

    Set<String> again = await(phoneSends.countWithinLimits(deliveries, NOW.plusSeconds(5)));

    assertThat(first).hasSize(PHONES);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void ofOrdersAtOnceEachPhoneGetsOneMessage() {
    List<String> phones = phones();
    List<Map<String, String>> orders =
        IntStream.range(0, 4).mapToObj(i -> deliveries(phones)).toList();

    List<Set<String>> within =
        await(
            Uni.join()
                .all(
                    orders.stream().map(order -> phoneSends.countWithinLimits(order, NOW)).toList())
                .andFailFast());

    List<String> all = within.stream().flatMap(Set::stream).toList();
    assertThat(all).hasSize(PHONES).doesNotHaveDuplicates();
  }

  @Test
  void theNextOneMayComeAMinuteLaterAndTheSixthAnHourLater() {
    List<String> phone = phones().subList(0, 1);
    Function<Duration, Boolean> comesAt =
        after ->
            await(phoneSends.countWithinLimits(deliveries(phone), NOW.plus(after))).size() == 1;

    List<Boolean> allowed =
        List.of("PT0S", "PT59S", "PT1M", "PT2M", "PT3M", "PT4M", "PT5M", "PT1H").stream()
            .map(Duration::parse)
            .map(comesAt)
            .toList();

    assertThat(allowed).containsExactly(true, false, true, true, true, true, false, true);
  }

  private static List<String> phones() {
    return IntStream.range(0, PHONES).mapToObj(i -> Ids.random()).toList();
  }

  private static Map<String, String> deliveries(List<String> phones) {
    return phones.stream().collect(Collectors.toMap(phone -> phone, phone -> Ids.random()));
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(LIMIT);
  }
}
