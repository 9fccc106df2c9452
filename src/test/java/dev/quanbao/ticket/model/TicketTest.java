package dev.quanbao.ticket.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.ticket.TestTickets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TicketTest {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-01-31T15:59:59Z");

  @ParameterizedTest
  @CsvSource({
    "2025-12-31T23:59:59.999Z, NOT_YET_VALID",
    "2026-01-01T00:00:00Z, USABLE",
    "2026-01-31T15:59:59.999Z, USABLE",
    "2026-01-31T16:00:00Z, EXPIRED"
  })
  void theClockSaysWhetherAnUnusedTicketCanBeUsed(Instant now, TicketStatus expected) {
    Ticket ticket = TestTickets.ticket("u0001", TicketStatus.USABLE, FROM, TO);

    assertThat(ticket.statusAt(now)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-31T23:59:59.999Z, EXPIRED",
    "2026-01-31T15:59:58Z, EXPIRED",
    "2026-01-31T16:00:00Z, EXPIRED"
  })
  void aTicketThatIsOverBeforeItBeginsIsNeverUsable(Instant now, TicketStatus expected) {
    Ticket ticket = TestTickets.ticket("u0001", TicketStatus.EXPIRED, TO, FROM);

    assertThat(ticket.statusAt(now)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"FROZEN", "USED", "CLOSED", "EXPIRED"})
  void whatWasWrittenDownOtherwiseStandsWhateverTheClockSays(TicketStatus written) {
    Ticket ticket = TestTickets.ticket("u0001", written, FROM, TO);

    assertThat(ticket.statusAt(FROM.minusSeconds(1))).isEqualTo(written);
    assertThat(ticket.statusAt(FROM)).isEqualTo(written);
    assertThat(ticket.statusAt(TO.plusSeconds(1))).isEqualTo(written);
  }
}
