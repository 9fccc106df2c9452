package dev.quanbao.card.wechat;

import dev.quanbao.platform.crypto.SealedBytes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * An account's access token as all replicas share it; one document an account.
 *
 * @param id the account's
 * @param generation grows with every token, so that a token is replaced once
 * @param sealed the token; empty before the first
 * @param renewFrom when somebody is to fetch the next one
 * @param until when it is of no use any more
 * @param renewer until when whoever fetches the next one has that to himself
 */
@RegisterForReflection
public record AccessToken(
    String id,
    long generation,
    SealedBytes sealed,
    Instant renewFrom,
    Instant until,
    Instant renewer) {

  /** The document of an account that never had a token. */
  static AccessToken none(String appId) {
    return new AccessToken(appId, 0, SealedBytes.NONE, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
  }
}
