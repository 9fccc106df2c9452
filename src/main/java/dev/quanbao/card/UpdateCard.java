package dev.quanbao.card;

import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.card.model.CardChange;
import dev.quanbao.card.model.CardChange.Replacement;
import dev.quanbao.card.model.CardChangeRules;
import dev.quanbao.card.model.CardChangeRules.Fixed;
import dev.quanbao.card.model.CardForm;
import dev.quanbao.card.model.CardRules;
import dev.quanbao.card.model.CardStatus;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.card.store.CardTemplateRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Replaces what a merchant says of a template (更新优惠券).
 *
 * <p>Whether WeChat gets it is said each time: without {@code sync} the state stays what it was, so
 * that WeChat may have an older revision, and a template that was waiting goes there as it is now.
 */
@ApplicationScoped
public class UpdateCard {

  private final CardTemplateRepository templates;
  private final CardFollowUp followUp;

  UpdateCard(CardTemplateRepository templates, CardFollowUp followUp) {
    this.templates = templates;
    this.followUp = followUp;
  }

  /** Replaces it by a form that keeps the {@link CardRules}. */
  public Uni<CardTemplate> update(long number, CardForm form, boolean sync, Caller caller) {
    return templates
        .change(number, caller, found -> decide(found, form, sync, caller))
        .invoke(followUp::followSoon);
  }

  private static CardChange decide(CardTemplate found, CardForm form, boolean sync, Caller caller) {
    if (found.isDeleted()) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED, "status " + CardStatus.DELETED.number(), "update");
    }
    List<Fixed> violations = CardChangeRules.violations(CardForm.of(found), form);
    if (!violations.isEmpty()) {
      throw refusal(violations);
    }
    return new Replacement(form, sync, audit(found, sync, caller));
  }

  private static RequestRefusedException refusal(List<Fixed> violations) {
    Fixed first = violations.getFirst();
    return RequestRefusedException.because(ErrorCode.STATE_NOT_ALLOWED, first.from(), first.to())
        .naming(
            violations.stream()
                .map(fixed -> Violation.invalid(fixed.path(), fixed.message()))
                .toList());
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
