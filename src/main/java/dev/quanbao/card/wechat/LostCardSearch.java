package dev.quanbao.card.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.quanbao.card.wechat.Reply.Answered;
import dev.quanbao.card.wechat.Reply.Lost;
import dev.quanbao.card.wechat.Reply.NotReached;
import dev.quanbao.platform.outbox.SendOutcome.Refused;
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
 * Looks for a card at WeChat that was to be made and may have been.
 *
 * <p>All of the account's cards are listed, and those that nobody has seen before are looked at;
 * what was seen is noted, so that a search that takes long goes on where it was.
 */
@ApplicationScoped
class LostCardSearch {

  private static final int PAGE = 50;
  private static final int PAGES = 200;

  /** How many cards are looked at in one go. */
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

  /** What a search came to. */
  sealed interface Finding {}

  /** The card is there, and is the template's from now on. */
  record Found(String cardId) implements Finding {}

  /** There is no such card. */
  record Nowhere() implements Finding {}

  /** It can't be said yet. */
  record NotYet(String why) implements Finding {}

  /** A search that can't go on for now. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Interrupted(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * Looks for the card of a letter.
   *
   * @param notBefore when the letter was written; cards that were seen before are others
   */
  Uni<Finding> find(WeChatAccount account, CardPayload letter, String template, Instant notBefore) {
    return cards
        .of(account.appId(), template)
        .chain(own ->
            own.isPresent()
                ? Uni.createFrom().item(own)
                : search(account, letter, template, notBefore))
        .<Finding>map(
            found -> found.<Finding>map(card -> new Found(card.cardId())).orElseGet(Nowhere::new))
        .onFailure(Interrupted.class)
        .recoverWithItem(failure -> new NotYet(String.valueOf(failure.getMessage())));
  }

  private Uni<Optional<KnownCard>> search(
      WeChatAccount account, CardPayload letter, String template, Instant notBefore) {
    return list(account, 0, new LinkedHashSet<>())
        .chain(listed -> cards.unknown(account.appId(), List.copyOf(listed)))
        .chain(unknown -> lookAt(account, unknown))
        .chain(() -> cards.adopt(account.appId(), letter.likeness(), template, notBefore));
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
        .chain(likeness ->
            cards.note(KnownCard.of(account.appId(), cardId, likeness, null, clock.instant())));
  }

  // Listed a moment ago, and refused for good now.
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
