package dev.quanbao.statistics;

import dev.quanbao.platform.settings.IntervalConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of statistics. */
@ConfigMapping(prefix = "quanbao.statistics")
public interface StatisticsSettings {

  /**
   * How often moved tickets are counted ahead of the requests for statistics, once across all
   * replicas. {@code off} leaves the counting to those requests.
   */
  @WithDefault("2s")
  @WithConverter(IntervalConverter.class)
  Optional<@DurationMin(seconds = 1) Duration> every();
}
