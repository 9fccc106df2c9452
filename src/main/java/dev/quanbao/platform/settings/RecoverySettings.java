package dev.quanbao.platform.settings;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of recovery. */
// No bean reads it: an expression of @Scheduled does.
@Unremovable
@ConfigMapping(prefix = "quanbao.recovery")
public interface RecoverySettings {

  /**
   * How often interrupted claims, creations, closings and cards are looked for. {@code off} leaves
   * what a crash interrupts unfinished; only for tests.
   */
  @WithDefault("5s")
  @WithConverter(IntervalConverter.class)
  Optional<@DurationMin(seconds = 1) Duration> every();
}
