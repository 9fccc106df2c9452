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
import dev.quanbao.platform.outbox.EntryState;
import dev.quanbao.platform.outbox.Outbox;
import dev.quanbao.platform.outbox.OutboxEntry;
import dev.quanbao.platform.outbox.OutboxHandler;
import dev.quanbao.platform.outbox.SendOutcome;
import dev.quanbao.platform.outbox.SendOutcome.Later;
import dev.quanbao.platform.outbox.SendOutcome.NotSent;
import dev.quanbao.platform.outbox.SendOutcome.Refused;
import dev.quanbao.platform.outbox.SendOutcome.Sent;
import dev.quanbao.platform.outbox.SendOutcome.Unknown;
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
 * no other revision of its template may be creating one: an entry marks itself as under way before
 * it reads the template, and looks for the marks of others after that.
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
  private final Outbox outbox;
  private final ObjectMapper json;
  private final Clock clock;

  WeChatOutboxHandler(
      WeChatApi api,
      WeChatAccounts accounts,
      CardTemplateRepository templates,
      KnownCardRepository cards,
      LostCardSearch search,
      Outbox outbox,
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
  public String desk() {
    return DESK;
  }

  // A search takes many requests.
  @Override
  public Duration timeout() {
    return Duration.ofSeconds(60);
  }

  @Override
  public Uni<SendOutcome> send(OutboxEntry entry) {
    CardPayload letter = read(entry);
    return accounts
        .of(letter.companyId(), letter.appId())
        .map(account ->
            templates
                .findById(entry.subject())
                .chain(template -> send(account, letter, entry, template)))
        .orElseGet(() -> Uni.createFrom().item(withoutAccount()));
  }

  @Override
  public Uni<SendOutcome> ask(OutboxEntry entry) {
    CardPayload letter = read(entry);
    return accounts
        .of(letter.companyId(), letter.appId())
        .map(account ->
            templates
                .findById(entry.subject())
                .chain(template ->
                    template == null || template.wechatCardId() != null
                        // No card can be missing: to send the change again does no harm.
                        ? Uni.createFrom().<SendOutcome>item(new NotSent())
                        : find(account, letter, entry).map(WeChatOutboxHandler::outcome)))
        .orElseGet(() -> Uni.createFrom().item(withoutAccount()));
  }

  @Override
  public Uni<Void> settle(OutboxEntry entry, SendOutcome.Final end) {
    CardPayload letter = read(entry);
    return switch (end) {
      case Sent sent ->
          templates.synced(letter.number(), letter.revision(), sent.reference()).replaceWithVoid();
      case Refused refused ->
          refused.code().equals(OVERTAKEN)
              ? Uni.createFrom().voidItem()
              : refuse(letter, refused.words());
      case Unknown unknown -> refuse(letter, "未能确认微信是否已建卡：" + unknown.why());
    };
  }

  private Uni<SendOutcome> send(
      WeChatAccount account, CardPayload letter, OutboxEntry entry, CardTemplate template) {
    if (template == null || template.revision() != letter.revision()) {
      return Uni.createFrom().item(new Refused(OVERTAKEN, "the template has changed since"));
    }
    return template.wechatCardId() != null
        ? change(account, letter, template.wechatCardId())
        : outbox.inDoubt(entry.subject()).chain(doubts -> create(account, letter, entry, doubts));
  }

  private Uni<SendOutcome> create(
      WeChatAccount account, CardPayload letter, OutboxEntry entry, List<OutboxEntry> doubts) {
    List<OutboxEntry> others =
        doubts.stream().filter(other -> !other.id().equals(entry.id())).toList();
    if (others.isEmpty()) {
      return create(account, letter, entry);
    }
    OutboxEntry other = others.getFirst();
    if (other.state() != EntryState.UNKNOWN) {
      return Uni.createFrom().item(new Later(SOON, "an older revision is under way"));
    }
    CardPayload older = read(other);
    // It was given up, and may have made a card all the same.
    return find(account, older, other)
        .chain(finding ->
            switch (finding) {
              case Found found ->
                  templates
                      .synced(older.number(), older.revision(), found.cardId())
                      .chain(() -> change(account, letter, found.cardId()));
              case Nowhere none -> create(account, letter, entry, others.subList(1, others.size()));
              case NotYet wait -> Uni.createFrom().item(Later.because(wait.why()));
            });
  }

  private Uni<SendOutcome> create(WeChatAccount account, CardPayload letter, OutboxEntry entry) {
    return api.call(account, "/card/create", letter.creation())
        .chain(reply ->
            switch (reply) {
              case Answered answer when answer.isDone() ->
                  claim(account, letter, entry, answer.body().path("card_id").asText(""));
              case Answered error -> Uni.createFrom().item(refusal(error));
              case NotReached none -> Uni.createFrom().item(Later.because(none.why()));
              case Lost lost -> Uni.createFrom().item(new Unknown(lost.why()));
            });
  }

  // Somebody who looked for a card just like this one may have taken it: then there is another.
  private Uni<SendOutcome> claim(
      WeChatAccount account, CardPayload letter, OutboxEntry entry, String cardId) {
    if (cardId.isEmpty()) {
      return Uni.createFrom().item(new Unknown("WeChat didn't say which card it made"));
    }
    return cards
        .claim(
            KnownCard.of(
                account.appId(), cardId, letter.likeness(), entry.subject(), clock.instant()))
        .map(claimed ->
            claimed
                ? new Sent(cardId)
                : new Unknown("a card just like it was taken for another template"));
  }

  private Uni<SendOutcome> change(WeChatAccount account, CardPayload letter, String cardId) {
    return api.call(account, "/card/update", letter.change(cardId))
        .map(reply ->
            switch (reply) {
              case Answered answer when answer.isDone() -> new Sent(cardId);
              case Answered error -> refusal(error);
              case NotReached none -> Later.because(none.why());
              // To send it again changes nothing.
              case Lost lost -> Later.because(lost.why());
            });
  }

  private Uni<Finding> find(WeChatAccount account, CardPayload letter, OutboxEntry entry) {
    return search.find(account, letter, entry.subject(), entry.createdAt());
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

  private Uni<Void> refuse(CardPayload letter, String words) {
    return templates.refused(letter.number(), letter.revision(), words).replaceWithVoid();
  }

  private CardPayload read(OutboxEntry entry) {
    try {
      return json.readValue(entry.payload(), CardPayload.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
