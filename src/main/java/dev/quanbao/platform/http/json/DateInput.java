package dev.quanbao.platform.http.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * A day as requests give it: {@code yyyy-MM-dd}, or a moment within the day in epoch milliseconds.
 *
 * <p>Always of the years 1 to 9999 in every time zone; which day a moment belongs to depends on the
 * zone alone.
 */
public sealed interface DateInput {

  /** The day in the given time zone. */
  LocalDate in(ZoneId zone);

  /** Reads the text form; empty where it is no such day. */
  static Optional<DateInput> parse(String text) {
    if (text.length() != Day.LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Day(LocalDate.parse(text, Day.FORMAT)));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  /** Reads epoch milliseconds; empty where they lie outside the years. */
  static Optional<DateInput> ofEpochMilli(long millis) {
    return millis > Moment.EARLIEST && millis < Moment.LATEST
        ? Optional.of(new Moment(Instant.ofEpochMilli(millis)))
        : Optional.empty();
  }

  /** A calendar day, the same in every zone. */
  record Day(LocalDate day) implements DateInput {

    private static final int LENGTH = 10;
    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    @Override
    public LocalDate in(ZoneId zone) {
      return day;
    }
  }

  /** A moment, on whichever day it falls. */
  record Moment(Instant moment) implements DateInput {

    // Two days from the ends, for the zones' sake.
    private static final long EARLIEST = Instant.parse("0001-01-03T00:00:00Z").toEpochMilli();
    private static final long LATEST = Instant.parse("9999-12-30T00:00:00Z").toEpochMilli();

    @Override
    public LocalDate in(ZoneId zone) {
      return LocalDate.ofInstant(moment, zone);
    }
  }
}
