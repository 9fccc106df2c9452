package dev.quanbao.directory.model;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

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
@MongoEntity(collection = "staffVersions")
@RegisterForReflection
public record StaffVersion(@BsonId String id, String companyId, Instant dropAfter) {}
