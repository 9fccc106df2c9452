package dev.quanbao.delivery.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of one order have in common.
 *
 * @param medium by what they are sent
 * @param companyId the company that owns the package
 * @param packageId the package whose codes they tell
 * @param senderId who sends them
 * @param template the provider's template, or the text of a push; null for the configured one
 * @param orderedAt when they were ordered, by the business clock
 */
@RegisterForReflection
public record MessageOrder(
    Medium medium,
    String companyId,
    String packageId,
    String senderId,
    @Nullable String template,
    Instant orderedAt) {}
