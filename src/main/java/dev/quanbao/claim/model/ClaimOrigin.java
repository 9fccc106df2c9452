package dev.quanbao.claim.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a claim came about.
 *
 * @param channel through which; null when it isn't to be held against the channels
 * @param senderId who claims for the owner; null when the owner does
 * @param at when, by the business clock
 * @param operation under which the claim happens at most once; null when each request counts
 */
public record ClaimOrigin(
    @Nullable String channel, @Nullable String senderId, Instant at, @Nullable String operation) {}
