package dev.quanbao.platform.http.envelope;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The foot of an envelope: when, whom to call, and who answered.
 *
 * @param operationTime {@code yyyy-MM-dd HH:mm:ss} in the business time zone
 */
@RegisterForReflection
public record Foot(String operationTime, String servicePhone, String host) {}
