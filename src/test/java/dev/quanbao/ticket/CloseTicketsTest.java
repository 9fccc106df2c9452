package dev.quanbao.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.ticket.model.Closing;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.store.StoredTickets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a package's closing does to its tickets, whether or not it comes to its end. */
@QuarkusTest
class CloseTicketsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // In the future, so that no schedule files the entries or sweeps the tickets.
  private static final Instant FROM = Instant.parse("2100-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2100-01-31T15:59:59Z");
  private static final Instant NEVER = Instant.parse("2200-01-01T00:00:00Z");

  @Inject CloseTickets closeTickets;
  @Inject StoredTickets stored;

  private final String packageId = UUID.randomUUID().toString();

  @Test
  void moreThanABatchIsClosedAtOnceAndEachTicketOnce() {
    stored.issue(packageId, PacedBatches.SIZE + 10, FROM, TO);

    boolean allAre = close(NEVER);

    assertThat(allAre).isTrue();
    assertThat(stored.findByPackage(packageId))
        .hasSize(PacedBatches.SIZE + 10)
        .allMatch(ticket -> ticket.status() == TicketStatus.CLOSED)
        .allMatch(ticket -> ticket.unfiled().size() == 1);
  }

  @Test
  void whatThereWasNoTimeForIsClosedTheNextTime() {
    stored.issue(packageId, 3, FROM, TO);
    boolean allWere = close(Instant.EPOCH);

    boolean allAre = close(NEVER);

    assertThat(List.of(allWere, allAre)).containsExactly(false, true);
    assertThat(stored.findByPackage(packageId))
        .hasSize(3)
        .allMatch(ticket -> ticket.status() == TicketStatus.CLOSED);
  }

  @Test
  void closingAgainChangesNothing() {
    stored.issue(packageId, 3, FROM, TO);
    close(NEVER);
    List<Ticket> closed = stored.findByPackage(packageId);

    boolean allAre = close(NEVER);

    assertThat(allAre).isTrue();
    assertThat(stored.findByPackage(packageId)).isEqualTo(closed);
  }

  private boolean close(Instant end) {
    var closing = new Closing(packageId, "op1", "sold by mistake", FROM, "request");
    return closeTickets.closeAll(closing, end).await().atMost(PATIENCE);
  }
}
