package dev.quanbao.ticket;

import com.mongodb.client.model.Filters;
import dev.quanbao.audit.AuditOutbox;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Files tickets' audit entries, in batches and off every request's path: one close may change very
 * many tickets.
 */
@ApplicationScoped
public class TicketAuditFiling {

  private static final int BATCH = 500;

  private final Tickets tickets;
  private final AuditOutbox outbox;
  private final Clock clock;

  TicketAuditFiling(Tickets tickets, AuditOutbox outbox, Clock clock) {
    this.tickets = tickets;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Scheduled(
      every = "{quanbao.recovery.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> file() {
    return tickets
        .mongoCollection()
        .find(Filters.lt("unfiled.at", clock.instant()), new FindOptions().limit(BATCH))
        .onItem()
        .transformToUniAndConcatenate(
            ticket -> outbox.file(tickets.mongoCollection(), ticket.id(), ticket.unfiled()))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
