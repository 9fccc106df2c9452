package dev.quanbao.platform.wire;

/**
 * The foot of an envelope: when, whom to call, and who answered.
 *
 * @param operationTime {@code yyyy-MM-dd HH:mm:ss} in the business time zone
 */
public record Foot(String operationTime, String servicePhone, String host) {}
