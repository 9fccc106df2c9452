package dev.quanbao.card;

import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.card.publisher.CardPublisher;
import dev.quanbao.card.store.CardTemplateRepository;
import dev.quanbao.platform.flow.Sequentially;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Finishes what a stored change begins: files its audit entry, and submits a waiting template.
 *
 * <p>Soon after the change, off the request's path; and later what a crash has left undone. Both
 * can be repeated and may run on several replicas at once.
 */
@ApplicationScoped
public class CardFollowUp {

  private static final Duration INTERRUPTED = Duration.ofSeconds(10);
  private static final int BATCH = 100;

  private final CardTemplateRepository templates;
  private final CardPublisher publisher;
  private final AuditOutbox audit;
  private final Clock clock;

  public CardFollowUp(
      CardTemplateRepository templates, CardPublisher publisher, AuditOutbox audit, Clock clock) {
    this.templates = templates;
    this.publisher = publisher;
    this.audit = audit;
    this.clock = clock;
  }

  /** Begins what follows a change; if it fails, {@link #recover} finds it again. */
  void followSoon(CardTemplate changed) {
    Uni.join()
        .all(audit.file(templates, changed), submit(changed))
        .andCollectFailures()
        .subscribe()
        .with(
            done -> {},
            failure -> Log.debugf(failure, "template %s is followed up later", changed.id()));
  }

  @Scheduled(
      every = "{quanbao.recovery.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> recover() {
    Instant interrupted = clock.instant().minus(INTERRUPTED);
    return audit
        .fileOlderThan(templates, interrupted, BATCH)
        .chain(() -> templates.findWaiting(BATCH))
        .chain(waiting -> Sequentially.each(waiting, this::submit));
  }

  private Uni<Void> submit(CardTemplate changed) {
    return changed.sync() == SyncState.WAITING
        ? publisher.submit(changed)
        : Uni.createFrom().voidItem();
  }
}
