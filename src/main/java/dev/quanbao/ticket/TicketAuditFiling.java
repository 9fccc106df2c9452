package dev.quanbao.ticket;

import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.platform.store.background.PacedBatches.Step;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Files the audit entries of tickets on a schedule.
 *
 * <p>It files them in batches and apart from requests, because one closing or sweep may change very
 * many tickets.
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
    return outbox
        .fileFirstOfEach(tickets, now, PacedBatches.SIZE)
        .map(found -> new Step(found, found));
  }
}
