package dev.quanbao.delivery.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendLimitsTest {

  private static final Instant NOW = Instant.parse("2030-06-15T04:00:00Z");

  /** Messages at equal distances, the first of them so long ago. */
  @ParameterizedTest
  @CsvSource({
    "0, PT0S, true",
    "1, PT59S, false",
    "1, PT60S, true",
    "5, PT59M, false",
    "5, PT60M, true",
    "9, PT23H, true",
    "10, PT23H59M, false",
    "10, PT24H, true"
  })
  void aPhoneGetsOneAMinuteFiveAnHourTenADay(int count, Duration firstAgo, boolean allowed) {
    Duration step = count < 2 ? Duration.ZERO : firstAgo.minusMinutes(2).dividedBy(count - 1);
    List<Instant> latest =
        Stream.iterate(NOW.minus(firstAgo), at -> at.plus(step)).limit(count).toList();

    boolean result = SendLimits.allowOneMore(latest, NOW);

    assertThat(result).isEqualTo(allowed);
  }
}
