package dev.quanbao.card;

import com.mongodb.client.model.Updates;
import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.card.model.CardChangeRules;
import dev.quanbao.card.model.CardChangeRules.Fixed;
import dev.quanbao.card.model.CardForm;
import dev.quanbao.card.model.CardInfo;
import dev.quanbao.card.model.CardRules;
import dev.quanbao.card.model.CardStatus;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.card.store.CardTemplateRepository;
import dev.quanbao.card.store.CardTemplateRepository.Change;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * Replaces what a merchant says of a template (更新优惠券).
 *
 * <p>Whether WeChat gets it is said each time: without {@code sync} the state stays what it was, so
 * that WeChat may have an older revision, and a template that was waiting goes there as it is now.
 */
@ApplicationScoped
public class UpdateCard {

  private final CardTemplateRepository templates;
  private final CardFollowUp recovery;

  UpdateCard(CardTemplateRepository templates, CardFollowUp recovery) {
    this.templates = templates;
    this.recovery = recovery;
  }

  /** Replaces it by a form that keeps the {@link CardRules}. */
  public Uni<CardTemplate> update(long number, CardForm form, boolean sync, Caller caller) {
    return templates
        .change(number, caller, found -> decide(found, form, sync, caller))
        .invoke(recovery::followSoon);
  }

  private static Change decide(CardTemplate found, CardForm form, boolean sync, Caller caller) {
    if (found.isDeleted()) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED, "status " + CardStatus.DELETED.number(), "update");
    }
    List<Fixed> violations = CardChangeRules.violations(CardForm.of(found), form);
    if (!violations.isEmpty()) {
      throw refusal(violations);
    }
    return new Change(update(form, sync), audit(found, sync, caller));
  }

  private static RequestRefusedException refusal(List<Fixed> violations) {
    Fixed first = violations.getFirst();
    return RequestRefusedException.because(ErrorCode.STATE_NOT_ALLOWED, first.from(), first.to())
        .naming(
            violations.stream()
                .map(fixed -> Violation.invalid(fixed.path(), fixed.message()))
                .toList());
  }

  private static Bson update(CardForm form, boolean sync) {
    CardInfo info = form.info();
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.set("info", info.text()));
    updates.add(Updates.set("title", info.baseText("title")));
    updates.add(Updates.set("color", info.baseText("color")));
    updates.add(Updates.set("beginAt", form.beginAt()));
    updates.add(Updates.set("endAt", form.endAt()));
    if (sync) {
      updates.add(Updates.set("sync", SyncState.WAITING));
      updates.add(Updates.set("syncError", null));
    }
    return Updates.combine(updates);
  }

  private static AuditEntry audit(CardTemplate found, boolean sync, Caller caller) {
    SyncState to = sync ? SyncState.WAITING : found.sync();
    return AuditEntry.of(
        caller.now(),
        caller.clientId(),
        "update",
        found.sync().name(),
        to.name(),
        null,
        caller.requestId());
  }
}
