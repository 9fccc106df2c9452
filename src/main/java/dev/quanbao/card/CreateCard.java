package dev.quanbao.card;

import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.card.model.CardForm;
import dev.quanbao.card.model.CardInfo;
import dev.quanbao.card.model.CardRules;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.card.store.CardTemplateRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.flow.Retry;
import dev.quanbao.platform.store.Sequences;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates a card template (代制优惠券). */
@ApplicationScoped
public class CreateCard {

  /** What numbers are counted under; the first of them is 1. */
  public static final String SEQUENCE = "cards";

  private static final int ATTEMPTS = 20;

  private final CardTemplateRepository templates;
  private final Sequences sequences;
  private final CardFollowUp followUp;

  CreateCard(CardTemplateRepository templates, Sequences sequences, CardFollowUp followUp) {
    this.templates = templates;
    this.sequences = sequences;
    this.followUp = followUp;
  }

  /**
   * A template to be made.
   *
   * @param sync whether WeChat is to get it
   * @param appId the company, for a client of several; else a name of the merchant's own
   */
  public record NewCard(
      CardForm form,
      boolean sync,
      @Nullable String appId,
      @Nullable String wechatAppId,
      @Nullable String aliAppId) {}

  /** Creates it, of a form that keeps the {@link CardRules}; once, however often it is repeated. */
  public Uni<CardTemplate> create(NewCard wanted, Caller caller) {
    String companyId = companyOf(wanted, caller);
    return insert(wanted, companyId, caller).invoke(followUp::followSoon);
  }

  private static String companyOf(NewCard wanted, Caller caller) {
    Set<String> companies = caller.companies();
    if (companies.size() == 1) {
      return companies.iterator().next();
    }
    String named = wanted.appId();
    if (named == null || !companies.contains(named)) {
      throw RequestRefusedException.forViolations(
          List.of(
              Violation.invalid(
                  "appId", named == null ? "violation.required" : "violation.companyOfClient")));
    }
    return named;
  }

  // A number is taken only where templates were put in by other ways, as the demo does.
  private Uni<CardTemplate> insert(NewCard wanted, String companyId, Caller caller) {
    return Retry.<CardTemplate>upTo(
            ATTEMPTS,
            () ->
                sequences
                    .takeBelow(SEQUENCE, 1, Long.MAX_VALUE)
                    .map(taken -> fresh(taken.orElseThrow() + 1, wanted, companyId, caller))
                    .chain(templates::insert))
        .onItem()
        .ifNull()
        .failWith(() -> RequestRefusedException.because(ErrorCode.CONTENTION));
  }

  private static CardTemplate fresh(long number, NewCard wanted, String companyId, Caller caller) {
    CardForm form = wanted.form();
    CardInfo info = form.info();
    // As the store keeps it, so that the answer is what will be read.
    Instant now = caller.now().truncatedTo(ChronoUnit.MILLIS);
    SyncState sync = wanted.sync() ? SyncState.WAITING : SyncState.NOT_SYNCED;
    var created =
        AuditEntry.of(
            now, caller.clientId(), "create", null, sync.name(), null, caller.requestId());
    return new CardTemplate(
        CardTemplate.idOf(number),
        number,
        companyId,
        form.type(),
        info.text(),
        info.title(),
        info.brandName(),
        info.color(),
        wanted.appId(),
        wanted.wechatAppId(),
        wanted.aliAppId(),
        form.beginAt(),
        form.endAt(),
        null,
        sync,
        null,
        1,
        0,
        null,
        caller.operation().orElse(CardTemplate.idOf(number)),
        now,
        null,
        List.of(created));
  }
}
