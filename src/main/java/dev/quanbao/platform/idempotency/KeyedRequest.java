package dev.quanbao.platform.idempotency;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first request under a key, and its answer once there is one.
 *
 * <p>The operation stays the same however many attempts there are.
 *
 * @param id of client, path and key
 * @param startedAt when the latest attempt began; the epoch where the last one ended without an
 *     answer that is kept
 */
@RegisterForReflection
public record KeyedRequest(
    String id,
    String bodyHash,
    String operation,
    Instant startedAt,
    @Nullable KeptAnswer answer,
    Instant expiresAt) {

  boolean isOver(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
