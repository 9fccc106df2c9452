package dev.quanbao.platform.outbox;

import dev.quanbao.platform.settings.IntervalConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the outbox. */
@ConfigMapping(prefix = "quanbao.outbox")
public interface OutboxSettings {

  /**
   * How often the outbox is looked through for what is to be sent, or whose status is to be queried
   * after its sender died. With {@code off} this replica sends only when something is put in here.
   */
  @WithDefault("1s")
  @WithConverter(IntervalConverter.class)
  Optional<@DurationMin(seconds = 1) Duration> every();

  /** For how long an entry is tried, or its status queried, before it is given up. */
  @WithDefault("24h")
  @DurationMin(seconds = 1)
  Duration patience();

  /** How long entries are kept after their end; until then the same is never sent twice. */
  @WithDefault("30d")
  @DurationMin(hours = 1)
  Duration keep();

  /** How often entries older than that are dropped. */
  @WithDefault("10m")
  @WithConverter(IntervalConverter.class)
  @DurationMin(seconds = 1)
  Duration sweepEvery();
}
