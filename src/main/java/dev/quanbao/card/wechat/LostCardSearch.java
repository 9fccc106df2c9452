package dev.quanbao.card.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.quanbao.card.wechat.Reply.Answered;
import dev.quanbao.card.wechat.Reply.Lost;
import dev.quanbao.card.wechat.Reply.NotReached;
import dev.quanbao.card.wechat.model.KnownCard;
import dev.quanbao.card.wechat.store.KnownCardRepository;
import dev.quanbao.platform.outbox.model.SendOutcome.Refused;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for a card at WeChat of which it is not known whether it was made.
 *
 * <p>It lists all cards of the account, looks at those that are not known yet, and stores what it
 * saw, so that a long search is continued by the next one.
 */
@ApplicationScoped
class LostCardSearch {

  private static final int PAGE = 50;
  private static final int PAGES = 200;

  /** How many cards one search looks at. */
  private static final int LOOKS = 200;

  private static final int AT_ONCE = 4;

  private final WeChatApi api;
  private final KnownCardRepository cards;
  private final Clock clock;

  LostCardSearch(WeChatApi api, KnownCardRepository cards, Clock clock) {
    this.api = api;
    this.cards = cards;
    this.clock = clock;
  }

  /** The result of a search. */
  sealed interface Finding {}

  /** The card is there, and is the template's from now on. */
  record Found(String cardId) implements Finding {}

  /** There is no such card. */
  record Nowhere() implements Finding {}

  /** The search is not complete. */
  record NotYet(String why) implements Finding {}

  /** A search that can't go on for now. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String why;

    Interrupted(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }

  /**
   * Looks for the card that was to be made of a payload.
   *
   * @param notBefore when the payload was written; cards that were seen earlier are others
   */
  Uni<Finding> find(
      WeChatAccount account, CardPayload payload, String template, Instant notBefore) {
    return cards
        .findOfTemplate(account.appId(), template)
        .chain(own ->
            own.isPresent()
                ? Uni.createFrom().item(own)
                : search(account, payload, template, notBefore))
        .<Finding>map(
            found -> found.<Finding>map(card -> new Found(card.cardId())).orElseGet(Nowhere::new))
        .onFailure(Interrupted.class)
        .recoverWithItem(failure -> new NotYet(failure.why));
  }

  private Uni<Optional<KnownCard>> search(
      WeChatAccount account, CardPayload payload, String template, Instant notBefore) {
    return list(account, 0, new LinkedHashSet<>())
        .chain(listed -> cards.withoutKnown(account.appId(), List.copyOf(listed)))
        .chain(unknown -> lookAt(account, unknown))
        .chain(() -> cards.adopt(account.appId(), payload.fingerprint(), template, notBefore));
  }

  private Uni<Set<String>> list(WeChatAccount account, int page, Set<String> listed) {
    JsonNode body =
        JsonNodeFactory.instance.objectNode().put("offset", page * PAGE).put("count", PAGE);
    return api.call(account, "/card/batchget", body)
        .map(LostCardSearch::answer)
        .chain(answer -> {
          int total = answer.body().path("total_num").asInt(-1);
          answer.body().path("card_id_list").forEach(id -> listed.add(id.asText()));
          if (total > (page + 1) * PAGE && page + 1 < PAGES) {
            return list(account, page + 1, listed);
          }
          // Cards that were made or deleted meanwhile may have moved others to pages already read.
          return listed.size() == total
              ? Uni.createFrom().item(listed)
              : Uni.createFrom().failure(new Interrupted("the list of cards is incomplete"));
        });
  }

  private Uni<Void> lookAt(WeChatAccount account, List<String> unknown) {
    List<String> now = new ArrayList<>(unknown.subList(0, Math.min(LOOKS, unknown.size())));
    return Multi.createFrom()
        .iterable(now)
        .onItem()
        .transformToUni(cardId -> lookAt(account, cardId))
        .merge(AT_ONCE)
        .collect()
        .last()
        .chain(() ->
            now.size() < unknown.size()
                ? Uni.createFrom().failure(new Interrupted("there are more cards to look at"))
                : Uni.createFrom().voidItem());
  }

  private Uni<Void> lookAt(WeChatAccount account, String cardId) {
    return api.call(
            account, "/card/get", JsonNodeFactory.instance.objectNode().put("card_id", cardId))
        .map(reply -> isGone(reply) ? "" : CardFingerprint.of(answer(reply).body().path("card")))
        .chain(fingerprint ->
            cards.insertIfAbsent(
                KnownCard.of(account.appId(), cardId, fingerprint, null, clock.instant())))
        .replaceWithVoid();
  }

  // The card was listed a moment ago; now WeChat refuses it for good.
  private boolean isGone(Reply reply) {
    return reply instanceof Answered answer
        && !answer.isDone()
        && WeChatCodes.outcome(answer, clock.instant()) instanceof Refused;
  }

  private static Answered answer(Reply reply) {
    return switch (reply) {
      case Answered answer when answer.isDone() -> answer;
      case Answered error -> throw new Interrupted(error.words());
      case NotReached none -> throw new Interrupted(none.why());
      case Lost lost -> throw new Interrupted(lost.why());
    };
  }
}
