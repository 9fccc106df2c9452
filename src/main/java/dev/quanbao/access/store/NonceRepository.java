package dev.quanbao.access.store;

import dev.quanbao.access.model.UsedNonce;
import dev.quanbao.access.sign.SignVerifier;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * The nonces that were accepted, shared by all replicas.
 *
 * <p>A client's nonce is accepted once: the insertion decides, and it is remembered for as long as
 * the request that carried it could be sent again.
 */
@ApplicationScoped
public class NonceRepository implements ReactivePanacheMongoRepositoryBase<UsedNonce, String> {

  /** Takes a nonce, or fails with {@link ErrorCode#NONCE_ALREADY_USED}. */
  public Uni<Void> take(String clientId, String nonce, long timestamp) {
    // Counted from the timestamp, not from the receipt: a request dated in the future stays good
    // for longer.
    Instant expiresAt = Instant.ofEpochSecond(timestamp).plus(SignVerifier.WINDOW);
    return persist(new UsedNonce(clientId + '|' + nonce, expiresAt))
        .onFailure(StoreErrors::isDuplicateKey)
        .transform(duplicate -> RequestRefusedException.because(ErrorCode.NONCE_ALREADY_USED))
        .replaceWithVoid();
  }
}
