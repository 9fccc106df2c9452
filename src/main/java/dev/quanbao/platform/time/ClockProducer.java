package dev.quanbao.platform.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Provides the one clock and the one calendar of the installation. */
@ApplicationScoped
class ClockProducer {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  BusinessCalendar calendar(
      @ConfigProperty(name = "quanbao.zone", defaultValue = "Asia/Shanghai") ZoneId zone) {
    return new BusinessCalendar(zone);
  }
}
