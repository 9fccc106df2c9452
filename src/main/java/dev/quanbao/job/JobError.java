package dev.quanbao.job;

/**
 * One item of a job that was refused.
 *
 * @param line where it stood in what was handed in, from 1 with a header counted
 * @param key the item: a user, a code
 * @param reason the name of the refusal, as in {@code SOLD_OUT}
 */
public record JobError(long line, String key, String reason) {}
