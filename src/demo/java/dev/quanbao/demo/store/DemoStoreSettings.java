package dev.quanbao.demo.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Settings of the store. */
@ConfigMapping(prefix = "quanbao.store")
public interface DemoStoreSettings {

  /** The folder of the embedded store. No part of the production build. */
  @WithDefault("data")
  Path dataDir();
}
