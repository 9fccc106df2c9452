package dev.quanbao.platform.store;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A counter that hands out numbers in blocks, each number once.
 *
 * @param id what is counted
 * @param next the first number that has not been handed out
 */
@MongoEntity(collection = "counters")
@RegisterForReflection
public record Counter(@BsonId String id, long next) {}
