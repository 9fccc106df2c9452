package dev.quanbao.access.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the demo. */
@ConfigMapping(prefix = "quanbao.demo")
public interface ClockSettings {

  /**
   * Whether {@code X-Quanbao-Now} is honoured; {@code true} in {@code demo}, {@code dev} and {@code
   * test}. Never in production: it lets a client choose the time.
   */
  @WithDefault("false")
  boolean clockHeader();
}
