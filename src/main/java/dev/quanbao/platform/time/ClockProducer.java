package dev.quanbao.platform.time;

import dev.quanbao.platform.settings.CalendarSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

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
  BusinessCalendar calendar(CalendarSettings settings) {
    return new BusinessCalendar(settings.zone());
  }
}
