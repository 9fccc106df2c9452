package dev.quanbao.platform.idempotency;

import dev.quanbao.platform.settings.IntervalConverter;
import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of idempotency keys. */
// No bean reads it: an expression of @Scheduled does.
@Unremovable
@ConfigMapping(prefix = "quanbao.idempotency")
public interface IdempotencySettings {

  /** How often keyed requests older than 24 h are dropped. */
  @WithDefault("60s")
  @WithConverter(IntervalConverter.class)
  @DurationMin(seconds = 1)
  Duration sweepEvery();
}
