package dev.quanbao.platform.wire;

/**
 * A worded outcome.
 *
 * @param body what is written as JSON
 */
public record Answer(int status, String mediaType, Object body) {}
