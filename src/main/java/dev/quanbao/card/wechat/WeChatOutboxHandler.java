package dev.quanbao.card.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.store.CardTemplateRepository;
import dev.quanbao.card.wechat.LostCardSearch.Finding;
import dev.quanbao.card.wechat.LostCardSearch.Found;
import dev.quanbao.card.wechat.LostCardSearch.NotYet;
import dev.quanbao.card.wechat.LostCardSearch.Nowhere;
import dev.quanbao.card.wechat.Reply.Answered;
import dev.quanbao.card.wechat.Reply.Lost;
import dev.quanbao.card.wechat.Reply.NotReached;
import dev.quanbao.card.wechat.model.KnownCard;
import dev.quanbao.card.wechat.store.KnownCardRepository;
import dev.quanbao.platform.outbox.OutboxHandler;
import dev.quanbao.platform.outbox.model.EntryState;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.model.SendOutcome.Later;
import dev.quanbao.platform.outbox.model.SendOutcome.NotSent;
import dev.quanbao.platform.outbox.model.SendOutcome.Refused;
import dev.quanbao.platform.outbox.model.SendOutcome.Sent;
import dev.quanbao.platform.outbox.model.SendOutcome.Unknown;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import dev.quanbao.platform.outbox.store.OutboxRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Brings templates to WeChat, each as one card.
 *
 * <p>Whether a card is created or changed is decided when it is sent. A card is created only while
 * no other revision of its template may be creating one: the outbox marks an entry as under way
 * before the entry's template is read, and the marks of others are read after that.
 */
@ApplicationScoped
class WeChatOutboxHandler implements OutboxHandler {

  static final String DESK = "wechat-card";

  private static final String OVERTAKEN = "OVERTAKEN";
  private static final String NO_ACCOUNT = "NO_ACCOUNT";
  private static final Duration SOON = Duration.ofSeconds(2);

  private final WeChatApi api;
  private final WeChatAccounts accounts;
  private final CardTemplateRepository templates;
  private final KnownCardRepository cards;
  private final LostCardSearch search;
  private final OutboxRepository outbox;
  private final ObjectMapper json;
  private final Clock clock;

  WeChatOutboxHandler(
      WeChatApi api,
      WeChatAccounts accounts,
      CardTemplateRepository templates,
      KnownCardRepository cards,
      LostCardSearch search,
      OutboxRepository outbox,
      ObjectMapper json,
      Clock clock) {
    this.api = api;
    this.accounts = accounts;
    this.templates = templates;
    this.cards = cards;
    this.search = search;
    this.outbox = outbox;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public String destination() {
    return DESK;
  }

  // One search makes many requests.
  @Override
  public Duration timeout() {
    return Duration.ofSeconds(60);
  }

  @Override
  public Uni<SendOutcome> send(OutboxEntry entry) {
    CardPayload payload = read(entry);
    return accounts
        .choose(payload.companyId(), payload.appId())
        .map(account ->
            templates
                .findById(entry.subject())
                .chain(template -> send(account, payload, entry, template)))
        .orElseGet(() -> Uni.createFrom().item(withoutAccount()));
  }

  @Override
  public Uni<SendOutcome> queryStatus(OutboxEntry entry) {
    CardPayload payload = read(entry);
    return accounts
        .choose(payload.companyId(), payload.appId())
        .map(account ->
            templates
                .findById(entry.subject())
                .chain(template ->
                    template == null || template.wechatCardId() != null
                        // Its card is known, so that the change can be sent again without harm.
                        ? Uni.createFrom().<SendOutcome>item(new NotSent())
                        : find(account, payload, entry).map(WeChatOutboxHandler::outcome)))
        .orElseGet(() -> Uni.createFrom().item(withoutAccount()));
  }

  @Override
  public Uni<Void> onCompleted(OutboxEntry entry, SendOutcome.Final end) {
    CardPayload payload = read(entry);
    return switch (end) {
      case Sent sent ->
          templates
              .markSynced(payload.number(), payload.revision(), sent.reference())
              .replaceWithVoid();
      case Refused refused ->
          refused.code().equals(OVERTAKEN)
              ? Uni.createFrom().voidItem()
              : refuse(payload, refused.words());
      case Unknown unknown -> refuse(payload, "未能确认微信是否已建卡：" + unknown.why());
    };
  }

  private Uni<SendOutcome> send(
      WeChatAccount account, CardPayload payload, OutboxEntry entry, CardTemplate template) {
    if (template == null || template.revision() != payload.revision()) {
      return Uni.createFrom().item(new Refused(OVERTAKEN, "the template has changed since"));
    }
    return template.wechatCardId() != null
        ? change(account, payload, template.wechatCardId())
        : outbox.inDoubt(entry.subject()).chain(doubts -> create(account, payload, entry, doubts));
  }

  private Uni<SendOutcome> create(
      WeChatAccount account, CardPayload payload, OutboxEntry entry, List<OutboxEntry> doubts) {
    List<OutboxEntry> others =
        doubts.stream().filter(other -> !other.id().equals(entry.id())).toList();
    if (others.isEmpty()) {
      return create(account, payload, entry);
    }
    OutboxEntry other = others.getFirst();
    if (other.state() != EntryState.UNKNOWN) {
      return Uni.createFrom().item(new Later(SOON, "an older revision is under way"));
    }
    CardPayload older = read(other);
    // The older entry was given up, but WeChat may have made its card.
    return find(account, older, other)
        .chain(finding ->
            switch (finding) {
              case Found found ->
                  templates
                      .markSynced(older.number(), older.revision(), found.cardId())
                      .chain(() -> change(account, payload, found.cardId()));
              case Nowhere none ->
                  create(account, payload, entry, others.subList(1, others.size()));
              case NotYet wait -> Uni.createFrom().item(Later.because(wait.why()));
            });
  }

  private Uni<SendOutcome> create(WeChatAccount account, CardPayload payload, OutboxEntry entry) {
    return api.call(account, "/card/create", payload.creation())
        .chain(reply ->
            switch (reply) {
              case Answered answer when answer.isDone() ->
                  claim(account, payload, entry, answer.body().path("card_id").asText(""));
              case Answered error -> Uni.createFrom().item(refusal(error));
              case NotReached none -> Uni.createFrom().item(Later.because(none.why()));
              case Lost lost -> Uni.createFrom().item(new Unknown(lost.why()));
            });
  }

  // A search for a card of the same fingerprint may have taken this one; then there is another.
  private Uni<SendOutcome> claim(
      WeChatAccount account, CardPayload payload, OutboxEntry entry, String cardId) {
    if (cardId.isEmpty()) {
      return Uni.createFrom().item(new Unknown("WeChat didn't say which card it made"));
    }
    return cards
        .claim(
            KnownCard.of(
                account.appId(), cardId, payload.fingerprint(), entry.subject(), clock.instant()))
        .map(claimed ->
            claimed
                ? new Sent(cardId)
                : new Unknown("a card just like it was taken for another template"));
  }

  private Uni<SendOutcome> change(WeChatAccount account, CardPayload payload, String cardId) {
    return api.call(account, "/card/update", payload.change(cardId))
        .map(reply ->
            switch (reply) {
              case Answered answer when answer.isDone() -> new Sent(cardId);
              case Answered error -> refusal(error);
              case NotReached none -> Later.because(none.why());
              // The same change can be sent again without harm.
              case Lost lost -> Later.because(lost.why());
            });
  }

  private Uni<Finding> find(WeChatAccount account, CardPayload payload, OutboxEntry entry) {
    return search.find(account, payload, entry.subject(), entry.createdAt());
  }

  private static SendOutcome outcome(Finding finding) {
    return switch (finding) {
      case Found found -> new Sent(found.cardId());
      case Nowhere none -> new NotSent();
      case NotYet wait -> Later.because(wait.why());
    };
  }

  private SendOutcome refusal(Answered error) {
    return WeChatCodes.outcome(error, clock.instant());
  }

  private static SendOutcome withoutAccount() {
    return new Refused(NO_ACCOUNT, "没有为该公司配置可用的微信账号");
  }

  private Uni<Void> refuse(CardPayload payload, String words) {
    return templates.markRefused(payload.number(), payload.revision(), words).replaceWithVoid();
  }

  private CardPayload read(OutboxEntry entry) {
    try {
      return json.readValue(entry.payload(), CardPayload.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
