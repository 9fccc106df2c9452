package dev.quanbao.claim.model;

import org.jspecify.annotations.Nullable;

/**
 * The person a message with a code goes to, and for whom a copy is set aside until then.
 *
 * @param key identifies the receiver: printable, without spaces
 * @param userId the only user who may claim the copy; null: anyone who brings its code may
 */
public record Recipient(String key, @Nullable String userId) {}
