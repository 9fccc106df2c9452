package dev.quanbao.card;

import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.card.publisher.CardPublisher;
import dev.quanbao.card.store.CardTemplateRepository;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Sees to what follows a stored change: the audit entry is filed, a waiting template handed in.
 *
 * <p>Soon after the change, off the request's path; and what a crash has left undone, later. Both
 * can be repeated and may run on several replicas at once.
 */
@ApplicationScoped
public class CardFollowUp {

  private static final Duration INTERRUPTED = Duration.ofSeconds(10);
  private static final int BATCH = 100;

  private final CardTemplateRepository templates;
  private final CardPublisher office;
  private final AuditOutbox outbox;
  private final Clock clock;

  public CardFollowUp(
      CardTemplateRepository templates, CardPublisher office, AuditOutbox outbox, Clock clock) {
    this.templates = templates;
    this.office = office;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Begins what follows a change; nothing is lost if it fails. */
  void followSoon(CardTemplate changed) {
    Uni.join()
        .all(file(changed), handIn(changed))
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
    return outbox
        .fileOlderThan(templates.mongoCollection(), interrupted, BATCH, this::file)
        .chain(this::handInWaiting);
  }

  private Uni<Void> handInWaiting() {
    return templates
        .waitingForSync(BATCH)
        .onItem()
        .transformToMulti(waiting -> Multi.createFrom().iterable(waiting))
        .onItem()
        .transformToUniAndConcatenate(this::handIn)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> file(CardTemplate changed) {
    return outbox.file(templates.mongoCollection(), changed.id(), changed.unfiled());
  }

  private Uni<Void> handIn(CardTemplate changed) {
    return changed.sync() == SyncState.WAITING
        ? office.handIn(changed)
        : Uni.createFrom().voidItem();
  }
}
