package dev.quanbao.job.runner;

import dev.quanbao.platform.settings.IntervalConverter;
import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of jobs. */
// No bean reads it: an expression of @Scheduled does.
@Unremovable
@ConfigMapping(prefix = "quanbao.job")
public interface JobSettings {

  /**
   * How often waiting jobs, and those whose replica died, are looked for. {@code off} switches jobs
   * off on this replica.
   */
  @WithDefault("1s")
  @WithConverter(IntervalConverter.class)
  Optional<@DurationMin(seconds = 1) Duration> every();
}
