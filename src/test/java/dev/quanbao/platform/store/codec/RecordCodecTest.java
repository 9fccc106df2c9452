package dev.quanbao.platform.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import dev.quanbao.platform.crypto.SealedBytes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonInvalidOperationException;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

  private static final CodecRegistry REGISTRY =
      CodecRegistries.fromRegistries(
          CodecRegistries.fromProviders(new RecordCodecs()),
          MongoClientSettings.getDefaultCodecRegistry());

  enum Kind {
    PLAIN
  }

  record Part(String id, int count) {}

  record Whole(
      String id,
      long number,
      boolean isOpen,
      Instant at,
      Kind kind,
      List<Part> parts,
      Map<String, List<Part>> byName,
      SealedBytes secret,
      @Nullable Part last) {}

  record Odd<T>(T anything) {}

  private static final Whole WHOLE =
      new Whole(
          "w1",
          7,
          true,
          Instant.parse("2026-01-01T00:00:00Z"),
          Kind.PLAIN,
          List.of(new Part("p1", 1), new Part("p2", 2)),
          Map.of("a", List.of(new Part("p3", 3))),
          new SealedBytes(new byte[] {1, 2}),
          null);

  @Test
  void aRecordIsReadAsItWasWritten() {
    BsonDocument stored = write(WHOLE);

    Whole read = read(Whole.class, stored);

    assertThat(read).isEqualTo(WHOLE);
  }

  @Test
  void everyIdIsStoredAsTheStoreNamesIt() {
    BsonDocument stored = write(WHOLE);

    assertThat(stored).containsKey("_id").doesNotContainKey("id");
    assertThat(stored.getArray("parts").get(0).asDocument()).containsKey("_id");
  }

  @Test
  void whatIsNullHasNoField() {
    BsonDocument stored = write(WHOLE);

    assertThat(stored).doesNotContainKey("last");
  }

  @Test
  void fieldsOfLaterVersionsAreSkipped() {
    BsonDocument stored = BsonDocument.parse("{_id: 'p', later: {a: [1]}, count: 3}");

    Part read = read(Part.class, stored);

    assertThat(read).isEqualTo(new Part("p", 3));
  }

  @Test
  void aMissingNumberIsNamed() {
    BsonDocument stored = BsonDocument.parse("{_id: 'p', count: null}");

    assertThatThrownBy(() -> read(Part.class, stored))
        .isInstanceOf(BsonInvalidOperationException.class)
        .hasMessage("a stored Part lacks the field count");
  }

  @Test
  void whatNoCodecStoresIsRefusedBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> REGISTRY.get(Odd.class))
        .isInstanceOf(CodecConfigurationException.class);
  }

  @SuppressWarnings("unchecked")
  private static <T> BsonDocument write(T value) {
    var stored = new BsonDocument();
    Codec<T> codec = (Codec<T>) REGISTRY.get(value.getClass());
    codec.encode(new BsonDocumentWriter(stored), value, EncoderContext.builder().build());
    return stored;
  }

  private static <T> T read(Class<T> type, BsonDocument stored) {
    return REGISTRY
        .get(type)
        .decode(new BsonDocumentReader(stored), DecoderContext.builder().build());
  }
}
