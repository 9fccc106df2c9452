package dev.quanbao.access.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A nonce that was accepted, as it is stored; its id makes it unique per client.
 *
 * @param id client and nonce
 * @param expiresAt the end of the window of the request that carried it
 */
@RegisterForReflection
public record UsedNonce(String id, Instant expiresAt) {}
