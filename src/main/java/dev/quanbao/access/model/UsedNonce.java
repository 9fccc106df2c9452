package dev.quanbao.access.model;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A nonce that was accepted, as it is stored; its id makes it unique per client.
 *
 * @param id client and nonce
 * @param expiresAt the end of the window of the request that carried it
 */
@MongoEntity(collection = "nonces")
@RegisterForReflection
public record UsedNonce(@BsonId String id, Instant expiresAt) {}
