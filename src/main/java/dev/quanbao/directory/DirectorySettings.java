package dev.quanbao.directory;

import dev.quanbao.platform.settings.IntervalConverter;
import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the directory. */
// No bean reads it: an expression of @Scheduled does.
@Unremovable
@ConfigMapping(prefix = "quanbao.directory")
public interface DirectorySettings {

  /** How often replaced staff lists that no request reads any more are dropped. */
  @WithDefault("10m")
  @WithConverter(IntervalConverter.class)
  @DurationMin(seconds = 1)
  Duration sweepEvery();
}
