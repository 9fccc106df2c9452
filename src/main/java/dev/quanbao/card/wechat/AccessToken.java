package dev.quanbao.card.wechat;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;

/**
 * An account's access token as all replicas share it; one document an account.
 *
 * @param appId the account's
 * @param generation grows with every token, so that a token is replaced once
 * @param sealed the token; empty before the first
 * @param renewFrom when somebody is to fetch the next one
 * @param until when it is of no use any more
 * @param renewer until when whoever fetches the next one has that to himself
 */
@MongoEntity(collection = "wechat_tokens")
@RegisterForReflection
public record AccessToken(
    @BsonId String appId,
    long generation,
    Binary sealed,
    Instant renewFrom,
    Instant until,
    Instant renewer) {

  /** The document of an account that never had a token. */
  static AccessToken none(String appId) {
    return new AccessToken(
        appId, 0, new Binary(new byte[0]), Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
  }
}
