package dev.quanbao.platform.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the store. */
@ConfigMapping(prefix = "quanbao.store")
public interface StoreSettings {

  /**
   * Whether the embedded store may be used where no connection string is given; {@code true} in
   * {@code demo}, {@code dev} and {@code test}. The production build carries none.
   */
  @WithDefault("false")
  boolean embedded();
}
