package dev.quanbao.platform.code;

import java.util.Random;

/** Keys and seeded randomness for tests, so that a failure can be run again as it was. */
final class TestKeys {

  /** Fixed for good: the known-answer vectors are made with it. */
  static final byte[] KEY = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

  static final byte[] OTHER_KEY = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16};

  static final long SEED = Long.getLong("test.seed", 20_250_901L);

  private TestKeys() {}

  static Random random() {
    return new Random(SEED);
  }

  /** Returns {@code length} symbols drawn from {@code alphabet}. */
  static String randomSymbols(Random random, String alphabet, int length) {
    StringBuilder symbols = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      symbols.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return symbols.toString();
  }
}
