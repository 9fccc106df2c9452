package dev.quanbao.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the demo. */
@ConfigMapping(prefix = "quanbao.demo")
public interface DemoSettings {

  /**
   * Whether the demo data is loaded at start; {@code true} in {@code demo}, {@code dev} and {@code
   * test}. No part of the production build.
   */
  @WithDefault("false")
  boolean data();
}
