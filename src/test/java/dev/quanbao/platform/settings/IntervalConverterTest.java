package dev.quanbao.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalConverterTest {

  private final IntervalConverter converter = new IntervalConverter();

  @ParameterizedTest
  @CsvSource({"10s,PT10S", "5m,PT5M", "1h30m,PT1H30M", "PT2S,PT2S", "off,", "OFF,", "disabled,"})
  void anIntervalIsADurationOrNever(String value, Duration expected) {
    Duration interval = converter.convert(value);

    assertThat(interval).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "1d", "never", "s"})
  void whatTheSchedulerWouldNotAcceptIsRefused(String value) {
    assertThatThrownBy(() -> converter.convert(value)).isInstanceOf(IllegalArgumentException.class);
  }
}
