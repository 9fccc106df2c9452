package dev.quanbao.card.wechat;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A card that is at WeChat, as far as we know of it.
 *
 * @param id as in {@code appId/cardId}
 * @param appId the account it is of
 * @param cardId WeChat's name for it
 * @param likeness by what it is known again
 * @param template whose card it is; null: nobody's, or made by somebody else
 * @param seenAt when we heard of it first
 */
@MongoEntity(collection = "wechat_cards")
@RegisterForReflection
public record KnownCard(
    @BsonId String id,
    String appId,
    String cardId,
    String likeness,
    @Nullable String template,
    Instant seenAt) {

  static KnownCard of(
      String appId, String cardId, String likeness, @Nullable String template, Instant now) {
    return new KnownCard(idOf(appId, cardId), appId, cardId, likeness, template, now);
  }

  static String idOf(String appId, String cardId) {
    return appId + "/" + cardId;
  }
}
