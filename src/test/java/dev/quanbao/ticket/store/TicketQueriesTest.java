package dev.quanbao.ticket.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.ticket.TestTickets;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketFilter;
import dev.quanbao.ticket.model.TicketStatus;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries find by status exactly the tickets of which the rule says so. */
@QuarkusTest
class TicketQueriesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  private static final String COMPANY = "x1111111111";
  private static final int TICKETS = 300;
  private static final int MOMENTS = 60;

  @Inject TicketRepository tickets;
  @Inject TicketQueries queries;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final String owner = "u0001" + UUID.randomUUID();
  private List<Ticket> stored = List.of();

  @BeforeEach
  void storeTickets() {
    stored = Stream.generate(this::randomTicket).limit(TICKETS).toList();
    tickets.persist(stored.stream()).await().atMost(PATIENCE);
  }

  @Test
  void theFilterFindsWhatTheRuleSays() {
    for (Instant now : Stream.generate(this::randomMoment).limit(MOMENTS).toList()) {
      for (TicketStatus status : TicketStatus.values()) {
        assertThat(foundBy(status, now))
            .as("%s at %s, seed %d", status, now, seed)
            .isEqualTo(toldBy(status, now));
      }
    }
  }

  private Set<String> foundBy(TicketStatus status, Instant now) {
    var filter =
        new TicketFilter(
            OwnerType.USER, owner, Set.of(COMPANY), status, List.of(), List.of(), null);
    return queries.findFirst(filter, now, TICKETS).await().atMost(PATIENCE).stream()
        .map(Ticket::id)
        .collect(Collectors.toSet());
  }

  private Set<String> toldBy(TicketStatus status, Instant now) {
    return stored.stream()
        .filter(ticket -> ticket.statusAt(now) == status)
        .map(Ticket::id)
        .collect(Collectors.toSet());
  }

  private Ticket randomTicket() {
    // What is not yet valid is written down as usable.
    TicketStatus[] written = {
      TicketStatus.USABLE,
      TicketStatus.USABLE,
      TicketStatus.USABLE,
      TicketStatus.FROZEN,
      TicketStatus.USED,
      TicketStatus.EXPIRED,
      TicketStatus.CLOSED
    };
    Instant from = randomMoment();
    // Ends fall on whole seconds.
    Instant to = EPOCH.plusSeconds(random.nextInt(20));
    return TestTickets.ticket(owner, written[random.nextInt(written.length)], from, to);
  }

  /** One of few moments, so that bounds are often met to the millisecond. */
  private Instant randomMoment() {
    long[] millis = {0, 1, 500, 999};
    return EPOCH.plusSeconds(random.nextInt(20)).plusMillis(millis[random.nextInt(4)]);
  }
}
