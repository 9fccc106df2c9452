package dev.quanbao.access.store;

import com.mongodb.client.model.IndexModel;
import dev.quanbao.access.model.SignWindow;
import dev.quanbao.access.model.UsedNonce;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import dev.quanbao.platform.store.background.PacedBatches;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The nonces that were accepted, shared by all replicas.
 *
 * <p>A client's nonce is accepted once: the insertion decides, and the nonce is remembered for as
 * long as the request that carried it could be sent again.
 */
@ApplicationScoped
public class NonceRepository implements DocumentRepository<UsedNonce> {

  /** How far the clocks of replicas may differ. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private static final String EXPIRES_AT = "expiresAt";

  private final PacedBatches batches;

  NonceRepository(PacedBatches batches) {
    this.batches = batches;
  }

  /** By which the sweep finds nonces. Some stores also delete by it, but nothing relies on that. */
  @Override
  public List<IndexModel> indexes() {
    return List.of(Index.expiring(CLOCK_SKEW, EXPIRES_AT));
  }

  /** Takes a nonce, or fails with {@link ErrorCode#NONCE_ALREADY_USED}. */
  public Uni<Void> take(String clientId, String nonce, long timestamp) {
    return insertIfAbsent(new UsedNonce(clientId + '|' + nonce, SignWindow.endOf(timestamp)))
        .invoke(taken -> {
          if (!taken) {
            throw RequestRefusedException.because(ErrorCode.NONCE_ALREADY_USED);
          }
        })
        .replaceWithVoid();
  }

  /**
   * Deletes nonces that no replica's clock accepts any more; gives their number.
   *
   * @param now the real clock
   * @param atMost the longest time this may take
   */
  public Uni<Integer> deleteExpired(Instant now, Duration atMost) {
    return batches.forget(
        batches.endAfter(atMost), mongoCollection(), EXPIRES_AT, now.minus(CLOCK_SKEW));
  }
}
