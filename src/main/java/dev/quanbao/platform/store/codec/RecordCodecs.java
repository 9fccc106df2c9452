package dev.quanbao.platform.store.codec;

import dev.quanbao.platform.crypto.SealedBytes;
import jakarta.inject.Singleton;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Stores the product's records as documents, without a word about it in the records.
 *
 * <p>A model says what a thing is; how it is stored is said here, once for all. The driver's own
 * codec for records wants its annotations in the model.
 */
@Singleton
public final class RecordCodecs implements CodecProvider {

  private static final String PRODUCT = "dev.quanbao.";

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
    if (type == SealedBytes.class) {
      return (Codec<T>) new SealedBytesCodec();
    }
    return type.isRecord() && type.getName().startsWith(PRODUCT)
        ? new RecordCodec(type, registry)
        : null;
  }
}
