package dev.quanbao.card.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.card.wechat.Reply.Answered;
import dev.quanbao.card.wechat.Reply.Lost;
import dev.quanbao.card.wechat.Reply.NotReached;
import dev.quanbao.platform.crypto.MasterKeys;
import dev.quanbao.platform.crypto.SealedBytes;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * The access tokens, shared by all replicas.
 *
 * <p>One replica fetches an account's next token, some minutes before the last one ends; meanwhile
 * the others use that, and wait only where there is none. Tokens are stored sealed.
 */
@ApplicationScoped
class AccessTokens implements ReactivePanacheMongoRepositoryBase<AccessToken, String> {

  private static final String PATH = "/cgi-bin/stable_token";
  private static final String PURPOSE = "wechat-token/";
  private static final Duration EARLY = Duration.ofMinutes(5);
  private static final Duration FETCH = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int LOOKS = 25;
  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  private final WeChatHttp http;
  private final MasterKeys masterKeys;
  private final Clock clock;

  AccessTokens(WeChatHttp http, MasterKeys masterKeys, Clock clock) {
    this.http = http;
    this.masterKeys = masterKeys;
    this.clock = clock;
  }

  /** A token, or why there is none. */
  sealed interface Admission {}

  /** A token that should be good. */
  record Token(String value, long generation) implements Admission {}

  /** Why there is no token; nothing that needs one has been sent. */
  record NoToken(Reply reply) implements Admission {}

  /** The account's token, fetched if need be. */
  Uni<Admission> of(WeChatAccount account) {
    return look(account, LOOKS);
  }

  /** As {@link #of}, after WeChat has turned away a token that should have been good. */
  Uni<Admission> insteadOf(Token turnedAway, WeChatAccount account) {
    return mongoCollection()
        .updateOne(
            Filters.and(
                Filters.eq(account.appId()), Filters.eq("generation", turnedAway.generation())),
            Updates.combine(
                Updates.set("renewFrom", Instant.EPOCH), Updates.set("until", Instant.EPOCH)))
        .chain(() -> of(account));
  }

  private Uni<Admission> look(WeChatAccount account, int looksLeft) {
    return findById(account.appId())
        .onItem()
        .ifNull()
        .switchTo(() -> begin(account.appId()))
        .chain(known -> {
          Instant now = clock.instant();
          return now.isBefore(known.renewFrom())
              ? Uni.createFrom().item(token(known))
              : renew(account, known, now)
                  .chain(renewed -> orLookAgain(renewed, account, known, looksLeft));
        });
  }

  private Uni<Admission> orLookAgain(
      Optional<Admission> renewed, WeChatAccount account, AccessToken known, int looksLeft) {
    if (renewed.isPresent()) {
      return Uni.createFrom().item(renewed.get());
    }
    if (clock.instant().isBefore(known.until())) {
      return Uni.createFrom().item(token(known));
    }
    return looksLeft == 0
        ? Uni.createFrom().item(new NoToken(new NotReached("a token is still being fetched")))
        : Uni.createFrom()
            .voidItem()
            .onItem()
            .delayIt()
            .by(PAUSE)
            .chain(() -> look(account, looksLeft - 1));
  }

  /** Fetches the next token; empty when somebody else does. */
  private Uni<Optional<Admission>> renew(WeChatAccount account, AccessToken known, Instant now) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(
                Filters.eq(known.id()),
                Filters.eq("generation", known.generation()),
                Filters.lte("renewer", now)),
            Updates.set("renewer", now.plus(FETCH)),
            AFTER)
        .chain(mine ->
            mine == null
                ? Uni.createFrom().item(Optional.empty())
                : fetch(account, mine).map(Optional::of));
  }

  private Uni<Admission> fetch(WeChatAccount account, AccessToken last) {
    return ask(account, false)
        .chain(
            reply -> isTurnedAway(last, reply) ? ask(account, true) : Uni.createFrom().item(reply))
        .chain(reply ->
            reply instanceof Answered answer && answer.body().hasNonNull("access_token")
                ? keep(last, answer)
                : letGo(last).replaceWith(new NoToken(notSent(reply))));
  }

  private Uni<Reply> ask(WeChatAccount account, boolean force) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("grant_type", "client_credential")
            .put("appid", account.appId())
            .put("secret", account.secret())
            .put("force_refresh", force);
    return http.post(PATH, body);
  }

  // Plainly asked, WeChat gives the same token again for as long as it thinks it good.
  private boolean isTurnedAway(AccessToken last, Reply reply) {
    return reply instanceof Answered answer
        && !last.sealed().equals(SealedBytes.NONE)
        && last.until().equals(Instant.EPOCH)
        && answer.body().path("access_token").asText("").equals(open(last));
  }

  private Uni<Admission> keep(AccessToken last, Answered answer) {
    String value = answer.body().get("access_token").asText();
    Instant until = clock.instant().plusSeconds(answer.body().path("expires_in").asLong(0));
    byte[] sealed = masterKeys.seal(value.getBytes(UTF_8), PURPOSE + last.id());
    return mongoCollection()
        .updateOne(
            mine(last),
            Updates.combine(
                Updates.inc("generation", 1L),
                Updates.set("sealed", new SealedBytes(sealed)),
                Updates.set("renewFrom", until.minus(EARLY)),
                Updates.set("until", until),
                Updates.set("renewer", Instant.EPOCH)))
        .replaceWith(new Token(value, last.generation() + 1));
  }

  private Uni<Void> letGo(AccessToken last) {
    return mongoCollection()
        .updateOne(mine(last), Updates.set("renewer", Instant.EPOCH))
        .replaceWithVoid();
  }

  private static Bson mine(AccessToken last) {
    return Filters.and(
        Filters.eq(last.id()),
        Filters.eq("generation", last.generation()),
        Filters.eq("renewer", last.renewer()));
  }

  private Uni<AccessToken> begin(String appId) {
    return persist(AccessToken.none(appId))
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithUni(() -> findById(appId));
  }

  private Admission token(AccessToken known) {
    return new Token(open(known), known.generation());
  }

  private String open(AccessToken known) {
    return new String(masterKeys.open(known.sealed().bytes(), PURPOSE + known.id()), UTF_8);
  }

  // Whatever became of the question for a token, what the token was for was never sent.
  private static Reply notSent(Reply reply) {
    return switch (reply) {
      case Answered answer -> answer.isDone() ? new NotReached("WeChat gave no token") : answer;
      case NotReached none -> none;
      case Lost lost -> new NotReached(lost.why());
    };
  }
}
