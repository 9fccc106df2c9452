package dev.quanbao.card.wechat.model;

import dev.quanbao.platform.crypto.SealedBytes;
import dev.quanbao.platform.store.Lease;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * An account's access token as all replicas share it; one document an account.
 *
 * @param id the account's
 * @param generation grows with every token, so that a token is replaced once
 * @param sealed the token; empty before the first
 * @param renewFrom from when on the next token is to be fetched
 * @param until when the token ends
 * @param renewal the right to fetch the next token
 */
@RegisterForReflection
public record AccessToken(
    String id,
    long generation,
    SealedBytes sealed,
    Instant renewFrom,
    Instant until,
    Lease renewal) {

  /** The document of an account that never had a token. */
  public static AccessToken none(String appId) {
    return new AccessToken(appId, 0, SealedBytes.NONE, Instant.EPOCH, Instant.EPOCH, Lease.FREE);
  }

  /** Whether WeChat refused the token before its time. */
  public boolean isRevoked() {
    return generation > 0 && until.equals(Instant.EPOCH);
  }
}
