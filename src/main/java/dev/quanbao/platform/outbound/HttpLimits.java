package dev.quanbao.platform.outbound;

import java.time.Duration;

/**
 * How far a caller waits for a service.
 *
 * @param connect the longest wait for a connection
 * @param silence the longest time without a byte, once the request is on its way
 * @param longestBody of an answer, in bytes
 */
public record HttpLimits(Duration connect, Duration silence, int longestBody) {}
