package dev.quanbao.giftpackage.sweep;

import dev.quanbao.platform.settings.IntervalConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the sweeps. */
@ConfigMapping(prefix = "quanbao.sweep")
public interface SweepSettings {

  /**
   * How often what has expired or run out is written down, once across all replicas; reads show it
   * anyway. A run takes at most four fifths of it. {@code off} leaves it to the interfaces 2.21,
   * 2.30 and 2.33.
   */
  @WithDefault("60s")
  @WithConverter(IntervalConverter.class)
  Optional<@DurationMin(seconds = 1) Duration> every();
}
