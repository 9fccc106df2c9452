package dev.quanbao.platform.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Days as the business counts them, in its own time zone.
 *
 * <p>A window's start is the first millisecond of its day; its end is the last <em>second</em> of
 * its day (23:59:59.000, seed 001), and that second still belongs to the window.
 *
 * @param zone the business time zone, {@code Asia/Shanghai} unless configured
 */
public record BusinessCalendar(ZoneId zone) {

  /** The first moment of a day. */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** The start of the last second of a day. */
  public Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
  }

  /** The day a moment falls on. */
  public LocalDate dayOf(Instant moment) {
    return LocalDate.ofInstant(moment, zone);
  }

  /** Whether an inclusive end lies behind: its last second is over. */
  public static boolean isOver(Instant end, Instant now) {
    return !now.isBefore(end.plusSeconds(1));
  }

  /**
   * The earliest end that is not over at a moment; a filter {@code end >= oldestOpenEnd(now)} says
   * the same as {@code !isOver(end, now)} for ends that fall on whole seconds, as all of them do.
   */
  public static Instant oldestOpenEnd(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS);
  }
}
