package dev.quanbao.platform.idempotency.store;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it was sent.
 *
 * @param location the header {@code Location}, where there was one
 * @param etag the header {@code ETag}, where there was one
 */
@RegisterForReflection
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by the store alone
public record KeptAnswer(
    int status,
    byte[] body,
    String contentType,
    @Nullable String location,
    @Nullable String etag) {}
