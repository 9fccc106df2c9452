package dev.quanbao.platform.idempotency.store;

import dev.quanbao.platform.store.Lease;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first request under a key, and its answer once there is one.
 *
 * <p>The operation stays the same however many attempts there are.
 *
 * @param id of client, path and key
 * @param lease of the latest attempt
 */
@RegisterForReflection
public record KeyedRequest(
    String id,
    String bodyHash,
    String operation,
    Lease lease,
    @Nullable KeptAnswer answer,
    Instant expiresAt) {

  boolean isOver(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
