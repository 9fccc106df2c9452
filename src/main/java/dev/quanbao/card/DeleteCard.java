package dev.quanbao.card;

import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.card.model.CardChange;
import dev.quanbao.card.model.CardChange.Deletion;
import dev.quanbao.card.model.CardStatus;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.card.store.CardTemplateRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a template: it can still be read, but neither changed nor handed to WeChat.
 *
 * <p>Deleting again does nothing. A card that WeChat has stays there, since people may hold it.
 */
@ApplicationScoped
public class DeleteCard {

  private final CardTemplateRepository templates;
  private final CardFollowUp followUp;

  DeleteCard(CardTemplateRepository templates, CardFollowUp followUp) {
    this.templates = templates;
    this.followUp = followUp;
  }

  public Uni<CardTemplate> delete(long number, Caller caller) {
    return templates
        .change(number, caller, found -> decide(found, caller))
        .invoke(followUp::followSoon);
  }

  private static @Nullable CardChange decide(CardTemplate found, Caller caller) {
    if (found.isDeleted()) {
      return null;
    }
    return new Deletion(
        withoutWaiting(found),
        AuditEntry.of(
            caller.now(),
            caller.clientId(),
            "delete",
            found.statusAt(caller.now()).name(),
            CardStatus.DELETED.name(),
            null,
            caller.requestId()));
  }

  private static SyncState withoutWaiting(CardTemplate found) {
    if (found.sync() != SyncState.WAITING) {
      return found.sync();
    }
    return found.wechatCardId() == null ? SyncState.NOT_SYNCED : SyncState.SYNCED;
  }
}
