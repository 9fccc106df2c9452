package dev.quanbao.platform.store.background;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.PositiveOrZero;

/** Settings of the sweeps. */
@ConfigMapping(prefix = "quanbao.sweep")
public interface PaceSettings {

  /**
   * For how many times as long as a batch of a sweep took the store is left to requests before the
   * next batch: 19 gives sweeps a twentieth of the time. Lower it where sweeps fall behind.
   */
  @WithDefault("19")
  @PositiveOrZero
  int rest();
}
