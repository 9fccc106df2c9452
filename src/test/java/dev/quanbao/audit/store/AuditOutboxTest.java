package dev.quanbao.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.audit.model.FiledEntry;
import dev.quanbao.ticket.CloseTickets;
import dev.quanbao.ticket.model.Closing;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.store.StoredTickets;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How entries move from the documents that carry them to the trail. */
@QuarkusTest
class AuditOutboxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // In a year that no other test uses, and in the future, so that no schedule files the entries.
  private static final Instant AT = Instant.parse("2090-01-01T00:00:00Z");
  private static final Instant LATER = AT.plusSeconds(1);
  private static final Instant NEVER = Instant.parse("2200-01-01T00:00:00Z");

  @Inject AuditOutbox outbox;
  @Inject AuditTrailRepository trail;
  @Inject CloseTickets closeTickets;
  @Inject StoredTickets stored;

  private final String packageId = UUID.randomUUID().toString();

  @AfterEach
  void fileTheRest() {
    await(outbox.fileOlderThan(stored.repository(), LATER, 100));
  }

  @Test
  void anEntryLeavesItsDocumentForTheTrail() {
    List<String> ids = closedTickets(3);

    int found = await(outbox.fileFirstOfEach(stored.repository(), LATER, 100));

    assertThat(found).isEqualTo(3);
    assertThat(carriers()).isZero();
    assertThat(ids).allMatch(id -> actionsOf(id).equals(List.of("close")));
  }

  @Test
  void documentsBeyondTheLimitAreLeft() {
    closedTickets(3);

    int found = await(outbox.fileFirstOfEach(stored.repository(), LATER, 2));

    assertThat(found).isEqualTo(2);
    assertThat(carriers()).isEqualTo(1);
  }

  @Test
  void entriesThatAreNotOlderAreLeft() {
    List<String> ids = closedTickets(3);

    await(outbox.fileOlderThan(stored.repository(), AT, 100));

    assertThat(carriers()).isEqualTo(3);
    assertThat(ids).allMatch(id -> actionsOf(id).isEmpty());
  }

  @Test
  void anEntryThatIsFiledAgainStandsInTheTrailOnce() {
    List<String> ids = closedTickets(1);
    Ticket carrier = stored.findByPackage(packageId).getFirst();
    await(outbox.file(stored.repository(), carrier));

    await(outbox.file(stored.repository(), carrier));

    assertThat(carriers()).isZero();
    assertThat(actionsOf(ids.getFirst())).containsExactly("close");
  }

  private List<String> closedTickets(int count) {
    List<String> ids = stored.issue(packageId, count, AT, NEVER);
    await(closeTickets.closeAll(new Closing(packageId, "op1", null, AT, "request"), NEVER));
    return ids;
  }

  private long carriers() {
    return stored.findByPackage(packageId).stream()
        .filter(ticket -> !ticket.unfiled().isEmpty())
        .count();
  }

  private List<String> actionsOf(String ticketId) {
    List<FiledEntry> filed = await(trail.list(AuditFields.SUBJECT_ID, ticketId));
    return filed.stream().map(entry -> entry.entry().action()).toList();
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(PATIENCE);
  }
}
