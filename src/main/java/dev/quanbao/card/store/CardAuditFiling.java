package dev.quanbao.card.store;

import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.card.model.CardTemplate;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Files the audit entries that stand in stored templates. */
@ApplicationScoped
public class CardAuditFiling {

  private final CardTemplateRepository templates;
  private final AuditOutbox outbox;

  public CardAuditFiling(CardTemplateRepository templates, AuditOutbox outbox) {
    this.templates = templates;
    this.outbox = outbox;
  }

  /** Files what a template carries; again does nothing. */
  public Uni<Void> file(CardTemplate changed) {
    return outbox.file(templates, changed);
  }

  /** Files what so many templates have carried since before a moment. */
  public Uni<Void> fileOlderThan(Instant moment, int limit) {
    return outbox.fileOlderThan(templates, moment, limit);
  }
}
