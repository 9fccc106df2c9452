package dev.quanbao.platform.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** Settings of the business calendar. */
@ConfigMapping(prefix = "quanbao")
public interface CalendarSettings {

  /** The business time zone: where days begin and end. Choose it before the first package. */
  @WithDefault("Asia/Shanghai")
  @WithConverter(ZoneConverter.class)
  ZoneId zone();
}
