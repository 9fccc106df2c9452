package dev.quanbao.card.wechat.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A card that was seen at WeChat.
 *
 * @param id as in {@code appId/cardId}
 * @param appId the account it is of
 * @param cardId WeChat's name for it
 * @param fingerprint by which it is recognised
 * @param template the template whose card it is; null where it belongs to none of ours
 * @param seenAt when it was seen first
 */
@RegisterForReflection
public record KnownCard(
    String id,
    String appId,
    String cardId,
    String fingerprint,
    @Nullable String template,
    Instant seenAt) {

  public static KnownCard of(
      String appId, String cardId, String fingerprint, @Nullable String template, Instant now) {
    return new KnownCard(idOf(appId, cardId), appId, cardId, fingerprint, template, now);
  }

  public static String idOf(String appId, String cardId) {
    return appId + "/" + cardId;
  }
}
