package dev.quanbao.platform.http.envelope;

import dev.quanbao.platform.http.page.PageInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * The envelope every answer of {@code /op/v2} comes in.
 *
 * <p>Its five fields stand in this order and are always there.
 *
 * @param code 200, or the code of an {@link dev.quanbao.platform.error.ErrorCode}
 */
@RegisterForReflection
public record Envelope<T>(
    int code, String message, @Nullable T data, @Nullable PageInfo page, Foot foot) {}
