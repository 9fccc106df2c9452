package dev.quanbao.demo.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyEncoderTest {

  private static final List<@Nullable Object> VALUES =
      Arrays.asList(
          null,
          Long.MIN_VALUE,
          -1.5,
          -1,
          0,
          0.5,
          1L,
          (1L << 53) - 1,
          1L << 53,
          (1L << 53) + 1,
          (1L << 62) - 1,
          1L << 62,
          (1L << 62) + 1,
          Long.MAX_VALUE - 1,
          Double.POSITIVE_INFINITY,
          "",
          "\0",
          "\0\0",
          "\1",
          "a",
          "a\0",
          "a\0b",
          "a\1",
          "ab",
          "b",
          "é",
          "中",
          "\uD83D\uDE00",
          "\uFF5E",
          new Document("a", 1),
          new Document("a", 1).append("b", 1),
          new Document("b", 1),
          new Document("a", "x"),
          new BinData(new byte[] {}),
          new BinData(new byte[] {1}),
          new BinData(new byte[] {-1}),
          new BinData(new byte[] {0, 0}),
          new UUID(1, 2),
          new UUID(-1, 2),
          new ObjectId("000000000000000000000001"),
          new ObjectId("ff0000000000000000000000"),
          false,
          true,
          Instant.ofEpochMilli(-1),
          Instant.EPOCH,
          Instant.ofEpochMilli(1));

  @Test
  void ordersKeysAsFiltersOrderValues() {
    List<String> wrong = new ArrayList<>();
    for (Object one : VALUES) {
      for (Object other : VALUES) {
        int bytes = Integer.signum(Arrays.compareUnsigned(key(one), key(other)));
        int values = Integer.signum(ValueComparator.ascWithoutListHandling().compare(one, other));
        if (bytes != values) {
          wrong.add(one + " and " + other);
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void beginsNoKeyWithAnother() {
    List<String> wrong = new ArrayList<>();
    for (Object one : VALUES) {
      for (Object other : VALUES) {
        byte[] shorter = key(one);
        byte[] longer = key(other);
        if (longer.length > shorter.length
            && Arrays.equals(shorter, Arrays.copyOf(longer, shorter.length))) {
          wrong.add(one + " begins " + other);
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void tellsNumbersOfDifferentTypesNotApart() {
    assertThat(key(3)).isEqualTo(key(3L)).isEqualTo(key(3.0));
  }

  @Test
  void tellsLongsApartThatRoundToOneDouble() {
    assertThat(key((1L << 53) + 1)).isNotEqualTo(key(1L << 53));
  }

  private static byte[] key(@Nullable Object value) {
    return KeyEncoder.encode(KeyEncoder.normalized(Collections.singletonList(value)));
  }
}
