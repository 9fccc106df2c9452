package dev.quanbao.directory.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A version of a company's staff: the current one, a replaced one, or one that was never completed.
 *
 * <p>It is stored before its first member and deleted after its last, so that no member is left
 * without it.
 *
 * @param id 32 hex
 * @param companyId whose
 * @param dropAfter when it may be dropped unless it is the current one
 */
@RegisterForReflection
public record StaffVersion(String id, String companyId, Instant dropAfter) {}
