package dev.quanbao.card.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.card.wechat.Reply.Answered;
import dev.quanbao.card.wechat.Reply.Lost;
import dev.quanbao.card.wechat.Reply.NotReached;
import dev.quanbao.card.wechat.model.AccessToken;
import dev.quanbao.card.wechat.store.AccessTokenRepository;
import dev.quanbao.platform.crypto.MasterKeys;
import dev.quanbao.platform.crypto.SealedBytes;
import dev.quanbao.platform.flow.Retry;
import dev.quanbao.platform.store.Lease;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens, shared by all replicas.
 *
 * <p>One replica fetches an account's next token some minutes before the last one ends. Meanwhile
 * the others use the last one, and wait only where there is none. Tokens are stored sealed.
 */
@ApplicationScoped
class AccessTokens {

  private static final String PATH = "/cgi-bin/stable_token";
  private static final String PURPOSE = "wechat-token/";
  private static final Duration EARLY = Duration.ofMinutes(5);
  private static final Duration FETCH = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int LOOKS = 26;

  private final WeChatHttp http;
  private final AccessTokenRepository tokens;
  private final MasterKeys masterKeys;
  private final Clock clock;

  AccessTokens(WeChatHttp http, AccessTokenRepository tokens, MasterKeys masterKeys, Clock clock) {
    this.http = http;
    this.tokens = tokens;
    this.masterKeys = masterKeys;
    this.clock = clock;
  }

  /** A token, or why there is none. */
  sealed interface Admission {}

  /** A token that WeChat should accept. */
  record Token(String value, long generation) implements Admission {}

  /** Why there is no token; the call that needs one was not sent. */
  record NoToken(Reply reply) implements Admission {}

  /** Gives the account's token, and fetches it if need be. */
  Uni<Admission> admit(WeChatAccount account) {
    return Retry.<Admission>upTo(LOOKS, PAUSE, () -> look(account))
        .onItem()
        .ifNull()
        .continueWith(() -> new NoToken(new NotReached("a token is still being fetched")));
  }

  /** As {@link #admit}, after WeChat refused a token that it should have accepted. */
  Uni<Admission> admitInstead(Token refused, WeChatAccount account) {
    return tokens.revoke(account.appId(), refused.generation()).chain(() -> admit(account));
  }

  /** Null where the only token is being fetched by another. */
  private Uni<@Nullable Admission> look(WeChatAccount account) {
    return tokens
        .findOrCreate(account.appId())
        .chain(known -> {
          Instant now = clock.instant();
          return now.isBefore(known.renewFrom())
              ? Uni.createFrom().item(open(known))
              : renew(account, known, now)
                  .map(renewed -> renewed == null ? openUntilItsEnd(known) : renewed);
        });
  }

  /** Fetches the next token; null where another does. */
  private Uni<@Nullable Admission> renew(WeChatAccount account, AccessToken known, Instant now) {
    return tokens
        .takeRenewal(known, Lease.until(now.plus(FETCH)), now)
        .chain(
            held -> held == null ? Uni.createFrom().<Admission>nullItem() : fetch(account, held));
  }

  private Uni<Admission> fetch(WeChatAccount account, AccessToken held) {
    return ask(account, false)
        .chain(reply -> isRefused(held, reply) ? ask(account, true) : Uni.createFrom().item(reply))
        .chain(reply ->
            reply instanceof Answered answer && answer.body().hasNonNull("access_token")
                ? keep(held, answer)
                : tokens.release(held).replaceWith(new NoToken(notSent(reply))));
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

  // Unless it is forced, WeChat gives the same token again for as long as it thinks it valid.
  private boolean isRefused(AccessToken last, Reply reply) {
    return reply instanceof Answered answer
        && last.isRevoked()
        && answer.body().path("access_token").asText("").equals(valueOf(last));
  }

  private Uni<Admission> keep(AccessToken held, Answered answer) {
    String value = answer.body().get("access_token").asText();
    Instant until = clock.instant().plusSeconds(answer.body().path("expires_in").asLong(0));
    byte[] sealed = masterKeys.seal(value.getBytes(UTF_8), PURPOSE + held.id());
    return tokens
        .replace(held, new SealedBytes(sealed), until.minus(EARLY), until)
        .replaceWith(new Token(value, held.generation() + 1));
  }

  private @Nullable Admission openUntilItsEnd(AccessToken known) {
    return clock.instant().isBefore(known.until()) ? open(known) : null;
  }

  private Admission open(AccessToken known) {
    return new Token(valueOf(known), known.generation());
  }

  private String valueOf(AccessToken known) {
    return new String(masterKeys.open(known.sealed().bytes(), PURPOSE + known.id()), UTF_8);
  }

  // Whatever became of the request for a token, the call that needed it was not sent.
  private static Reply notSent(Reply reply) {
    return switch (reply) {
      case Answered answer -> answer.isDone() ? new NotReached("WeChat gave no token") : answer;
      case NotReached none -> none;
      case Lost lost -> new NotReached(lost.why());
    };
  }
}
