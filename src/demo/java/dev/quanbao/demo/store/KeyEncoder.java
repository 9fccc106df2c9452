package dev.quanbao.demo.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of an index key as bytes. Compared as unsigned bytes, keys are in the order of
 * their values, equal values give equal bytes, and no value's bytes begin with another's: the keys
 * that share their first values stand side by side.
 */
final class KeyEncoder {

  /** Above the first byte of every value, and so above all that may follow a complete value. */
  static final int ABOVE_ANY_VALUE = 0xFF;

  private static final int END = 0;
  private static final int MORE = 1;

  private static final int MIN = 0x08;
  private static final int NULL = 0x10;
  private static final int NUMBER = 0x18;
  private static final int STRING = 0x20;
  private static final int DOCUMENT = 0x28;
  private static final int LIST = 0x30;
  private static final int BINARY = 0x38;
  private static final int LEGACY_UUID = 0x40;
  private static final int UNIVERSAL_ID = 0x48;
  private static final int OBJECT_ID = 0x50;
  private static final int BOOLEAN = 0x58;
  private static final int INSTANT = 0x60;
  private static final int TIMESTAMP = 0x68;
  private static final int REGEX = 0x70;
  private static final int MAX = 0x78;

  private KeyEncoder() {}

  static byte[] encode(Iterable<? extends @Nullable Object> values) {
    ByteBuf out = Unpooled.buffer();
    for (Object value : values) {
      value(value, out);
    }
    return ByteBufUtil.getBytes(out);
  }

  /** The values with numbers, and null and missing, told apart no more than queries do. */
  static KeyValue normalized(List<? extends @Nullable Object> values) {
    return new KeyValue(values).normalized();
  }

  /** The byte that all values of one kind begin with, and none of another kind. */
  static int kind(@Nullable Object value) {
    return switch (value) {
      case null -> NULL;
      case Missing _ -> NULL;
      case MinKey _ -> MIN;
      case Number _ -> NUMBER;
      case String _ -> STRING;
      case Document _ -> DOCUMENT;
      case Collection<?> _ -> LIST;
      case BinData _ -> BINARY;
      case LegacyUUID _ -> LEGACY_UUID;
      case UUID _ -> UNIVERSAL_ID;
      case ObjectId _ -> OBJECT_ID;
      case Boolean _ -> BOOLEAN;
      case Instant _ -> INSTANT;
      case BsonTimestamp _ -> TIMESTAMP;
      case BsonRegularExpression _ -> REGEX;
      case MaxKey _ -> MAX;
      default -> throw StoredDatabase.unsupported("index keys of " + value.getClass());
    };
  }

  private static void value(@Nullable Object value, ByteBuf out) {
    out.writeByte(kind(value));
    content(value, out);
  }

  private static void content(@Nullable Object value, ByteBuf out) {
    switch (value) {
      case Number number -> number(number, out);
      case String string -> string(string, out);
      case Document document -> document(document, out);
      case Collection<?> list -> list(list, out);
      case BinData data -> out.writeInt(data.getData().length).writeBytes(data.getData());
      case LegacyUUID id -> signed(id.getUuid(), out);
      case UUID id ->
          out.writeLong(id.getMostSignificantBits()).writeLong(id.getLeastSignificantBits());
      case ObjectId id -> out.writeBytes(id.toByteArray());
      case Boolean bool -> out.writeBoolean(bool);
      case Instant instant -> out.writeLong(instant.toEpochMilli() ^ Long.MIN_VALUE);
      case BsonTimestamp timestamp -> out.writeLong(timestamp.getValue() ^ Long.MIN_VALUE);
      case BsonRegularExpression regex -> {
        string(regex.getPattern(), out);
        string(String.valueOf(regex.getOptions()), out);
      }
      case null, default -> {
        // The kind says it all.
      }
    }
  }

  private static void number(Number number, ByteBuf out) {
    double rounded = number.doubleValue();
    long bits = Double.doubleToLongBits(rounded);
    out.writeLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    // Beyond 2^53 several longs round to one double; how far each was rounded tells them apart.
    long rest = number instanceof Long exact ? exact - (long) rounded : 0;
    out.writeShort((int) rest ^ Short.MIN_VALUE);
  }

  /** By UTF-16 units, because that is how the filters compare strings. */
  private static void string(String string, ByteBuf out) {
    for (int i = 0; i < string.length(); i++) {
      int unit = string.charAt(i);
      if (unit <= 1) {
        // Zero ends the string, so the two lowest units become two bytes each.
        out.writeByte(1).writeByte(unit + 1);
      } else if (unit < 0x80) {
        out.writeByte(unit);
      } else if (unit < 0x800) {
        out.writeByte(0xC0 | (unit >> 6)).writeByte(continuation(unit));
      } else {
        out.writeByte(0xE0 | (unit >> 12))
            .writeByte(continuation(unit >> 6))
            .writeByte(continuation(unit));
      }
    }
    out.writeByte(END);
  }

  private static int continuation(int bits) {
    return 0x80 | (bits & 0x3F);
  }

  private static void document(Document document, ByteBuf out) {
    for (Map.Entry<String, @Nullable Object> field : document.entrySet()) {
      // Kinds come before names in the order of documents.
      out.writeByte(MORE).writeByte(kind(field.getValue()));
      string(field.getKey(), out);
      content(field.getValue(), out);
    }
    out.writeByte(END);
  }

  private static void list(Collection<?> list, ByteBuf out) {
    for (Object element : list) {
      out.writeByte(MORE);
      value(element, out);
    }
    out.writeByte(END);
  }

  private static void signed(UUID id, ByteBuf out) {
    out.writeLong(id.getMostSignificantBits() ^ Long.MIN_VALUE)
        .writeLong(id.getLeastSignificantBits() ^ Long.MIN_VALUE);
  }
}
