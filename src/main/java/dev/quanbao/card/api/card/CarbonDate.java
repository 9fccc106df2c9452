package dev.quanbao.card.api.card;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.quanbao.platform.time.BusinessCalendar;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A moment as the seed writes it, which is PHP's Carbon: the business zone's wall time, under the
 * label that the seed has, whatever the zone.
 */
@Schema(name = "CarbonDate")
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
public record CarbonDate(
    @Schema(description = "wall time in the business zone", examples = "2018-01-10 00:00:00.000000")
        String date,
    @Schema(description = "always 3", examples = "3") int timezoneType,
    @Schema(description = "always UTC, as in the seed", examples = "UTC") String timezone) {

  private static final DateTimeFormatter WALL_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  /** A moment; null for none. */
  static @Nullable CarbonDate of(@Nullable Instant moment, BusinessCalendar calendar) {
    return moment == null ? null : of(LocalDateTime.ofInstant(moment, calendar.zone()));
  }

  /** The day a moment falls on: what was given as a day is shown as its first moment. */
  static CarbonDate ofDay(Instant moment, BusinessCalendar calendar) {
    return of(calendar.dayOf(moment).atStartOfDay());
  }

  private static CarbonDate of(LocalDateTime wallTime) {
    return new CarbonDate(WALL_TIME.format(wallTime), 3, "UTC");
  }
}
