package dev.quanbao.platform.code;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;

/**
 * The key that all codes are made under, sealed; made once and never changed, since another key
 * would make codes that are already in people's hands a second time.
 *
 * @param id always {@link #ID}
 * @param sealed the key, encrypted under a master key
 */
@MongoEntity(collection = "keys")
@RegisterForReflection
public record CodeKey(@BsonId String id, Binary sealed) {
  public static final String ID = "codes";
}
