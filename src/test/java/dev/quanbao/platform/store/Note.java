package dev.quanbao.platform.store;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.bson.codecs.pojo.annotations.BsonId;

/** A document for tests of what the store offers to all features. */
@MongoEntity(collection = "notes")
@RegisterForReflection
public record Note(@BsonId String id, String subject, String text, long revision, Lease lease) {

  static Note of(String id, String text) {
    return new Note(id, id, text, 0, Lease.FREE);
  }
}
