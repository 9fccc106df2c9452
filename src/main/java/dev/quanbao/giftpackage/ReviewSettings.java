package dev.quanbao.giftpackage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the review of packages. */
@ConfigMapping(prefix = "quanbao.review")
public interface ReviewSettings {

  /** Whether the examiner must not be the creator, else 40300. */
  @WithDefault("true")
  boolean fourEyes();
}
