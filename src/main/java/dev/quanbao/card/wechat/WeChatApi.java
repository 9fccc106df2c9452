package dev.quanbao.card.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quanbao.card.wechat.AccessTokens.Admission;
import dev.quanbao.card.wechat.AccessTokens.NoToken;
import dev.quanbao.card.wechat.AccessTokens.Token;
import dev.quanbao.card.wechat.Reply.Answered;
import dev.quanbao.platform.uri.PercentEncoding;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Calls of WeChat's interface on behalf of an account.
 *
 * <p>A call that WeChat refuses because of its token had no effect; it is repeated once with a new
 * token.
 */
@Singleton
final class WeChatApi {

  private final WeChatHttp http;
  private final AccessTokens tokens;

  WeChatApi(WeChatHttp http, AccessTokens tokens) {
    this.http = http;
    this.tokens = tokens;
  }

  Uni<Reply> call(WeChatAccount account, String path, JsonNode body) {
    return tokens
        .admit(account)
        .chain(first ->
            call(first, path, body)
                .chain(reply ->
                    first instanceof Token token
                            && reply instanceof Answered answer
                            && WeChatCodes.isOfToken(answer.code())
                        ? tokens
                            .admitInstead(token, account)
                            .chain(second -> call(second, path, body))
                        : Uni.createFrom().item(reply)));
  }

  private Uni<Reply> call(Admission admission, String path, JsonNode body) {
    return switch (admission) {
      case Token token ->
          http.post(path + "?access_token=" + PercentEncoding.encode(token.value()), body);
      case NoToken none -> Uni.createFrom().item(none.reply());
    };
  }
}
