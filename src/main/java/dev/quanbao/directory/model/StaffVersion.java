package dev.quanbao.directory.model;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A version of a company's staff that stands, stood or was meant to stand in the store.
 *
 * @param id 32 hex
 * @param companyId whose
 * @param dropAfter when to look whether it is still of use, and to drop it if not
 */
@MongoEntity(collection = "staffVersions")
@RegisterForReflection
public record StaffVersion(@BsonId String id, String companyId, Instant dropAfter) {}
