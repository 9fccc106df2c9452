package dev.quanbao.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {

  private final BusinessCalendar shanghai = new BusinessCalendar(ZoneId.of("Asia/Shanghai"));

  @Test
  void theSeedsDaysStartAndEndAsTheSeedShowsThem() {
    Instant start = shanghai.startOf(LocalDate.of(2015, 12, 11));
    Instant end = shanghai.endOf(LocalDate.of(2015, 12, 12));

    assertThat(start.toEpochMilli()).isEqualTo(1449763200000L);
    assertThat(end.toEpochMilli()).isEqualTo(1449935999000L);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-31T15:59:59.999Z, 2026-03-31",
    "2026-03-31T16:00:00Z, 2026-04-01",
    "2025-12-31T16:00:00Z, 2026-01-01",
    "2028-02-28T16:00:00Z, 2028-02-29",
    "2026-02-28T16:00:00Z, 2026-03-01"
  })
  void aDayBeginsAtMidnightOfTheBusinessZone(Instant moment, LocalDate day) {
    LocalDate found = shanghai.dayOf(moment);

    assertThat(found).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({
    // The same day, over month ends, into and over a leap day, over the year's end.
    "2026-01-15T04:00:00Z, 0, 2026-01-15T15:59:59Z",
    "2026-01-31T04:00:00Z, 1, 2026-02-01T15:59:59Z",
    "2026-01-31T04:00:00Z, 28, 2026-02-28T15:59:59Z",
    "2026-01-31T04:00:00Z, 29, 2026-03-01T15:59:59Z",
    "2028-02-28T04:00:00Z, 1, 2028-02-29T15:59:59Z",
    "2028-02-28T04:00:00Z, 2, 2028-03-01T15:59:59Z",
    "2028-02-29T04:00:00Z, 366, 2029-03-01T15:59:59Z",
    "2026-12-31T04:00:00Z, 1, 2027-01-01T15:59:59Z",
    // The claim's day is that of the business zone, on either side of its midnight.
    "2026-01-31T15:59:59.999Z, 1, 2026-02-01T15:59:59Z",
    "2026-01-31T16:00:00Z, 1, 2026-02-02T15:59:59Z"
  })
  void daysAfterAClaimEndWithTheirLastSecond(Instant claim, int days, Instant end) {
    Instant found = shanghai.endOf(shanghai.dayOf(claim).plusDays(days));

    assertThat(found).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T15:59:58.999Z, false",
    "2026-01-31T15:59:59Z, false",
    "2026-01-31T15:59:59.999Z, false",
    "2026-01-31T15:59:59.999999999Z, false",
    "2026-01-31T16:00:00Z, true"
  })
  void anEndIsOverWhenItsLastSecondIs(Instant now, boolean over) {
    Instant end = shanghai.endOf(LocalDate.of(2026, 1, 31));

    assertThat(BusinessCalendar.isOver(end, now)).isEqualTo(over);
    assertThat(end.isBefore(BusinessCalendar.oldestOpenEnd(now))).isEqualTo(over);
  }

  @Test
  void aDayWithoutMidnightStartsWithItsFirstMomentAndEndsWithItsLastSecond() {
    // Clocks in Santiago went from 23:59:59 on the 4th to 01:00:00 on the 5th.
    var santiago = new BusinessCalendar(ZoneId.of("America/Santiago"));

    Instant endOfTheDayBefore = santiago.endOf(LocalDate.of(2021, 9, 4));
    Instant start = santiago.startOf(LocalDate.of(2021, 9, 5));

    assertThat(start).isEqualTo("2021-09-05T04:00:00Z");
    assertThat(endOfTheDayBefore).isEqualTo(start.minusSeconds(1));
  }
}
