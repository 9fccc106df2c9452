package dev.quanbao.ticket;

import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.platform.store.PacedBatches;
import dev.quanbao.platform.store.PacedBatches.Step;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Files tickets' audit entries, in batches and off every request's path: one close or sweep may
 * change very many tickets.
 */
@ApplicationScoped
public class TicketAuditFiling {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final TicketRepository tickets;
  private final AuditOutbox outbox;
  private final PacedBatches batches;
  private final Clock clock;

  TicketAuditFiling(
      TicketRepository tickets, AuditOutbox outbox, PacedBatches batches, Clock clock) {
    this.tickets = tickets;
    this.outbox = outbox;
    this.batches = batches;
    this.clock = clock;
  }

  @Scheduled(
      every = "{quanbao.recovery.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> file() {
    Instant now = clock.instant();
    return batches.repeat(batches.endAfter(LIMIT), () -> fileBatch(now)).replaceWithVoid();
  }

  private Uni<Step> fileBatch(Instant now) {
    return tickets
        .mongoCollection()
        .find(AuditOutbox.isUnfiledSince(now), new FindOptions().limit(PacedBatches.SIZE))
        .collect()
        .asList()
        .chain(found ->
            outbox
                .fileFirst(tickets.mongoCollection(), entriesOf(found))
                .replaceWith(new Step(found.size(), found.size())));
  }

  private static Map<String, List<AuditEntry>> entriesOf(List<Ticket> found) {
    return found.stream().collect(Collectors.toMap(Ticket::id, Ticket::unfiled));
  }
}
