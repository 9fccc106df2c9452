package dev.quanbao.platform.code;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * SipHash-2-4 of messages of exactly seven bytes, a keyed pseudo-random function. It guards that
 * without the key the outputs tell nothing of each other or of the key.
 *
 * <p>Seven bytes are what fits beside the length byte into a single SipHash block, so that one
 * compression and the finalisation are the whole cost.
 */
final class SipHash {

  /** The length in bytes of the master keys that sub-keys are derived from. */
  static final int MASTER_KEY_BYTES = 16;

  private static final long SEVEN_BYTES = 7L << 56;
  private static final int COMPRESSION_ROUNDS = 2;
  private static final int FINALIZATION_ROUNDS = 4;

  private final long initial0;
  private final long initial1;
  private final long initial2;
  private final long initial3;

  SipHash(long key0, long key1) {
    initial0 = key0 ^ 0x736f6d6570736575L;
    initial1 = key1 ^ 0x646f72616e646f6dL;
    initial2 = key0 ^ 0x6c7967656e657261L;
    initial3 = key1 ^ 0x7465646279746573L;
  }

  /**
   * Returns the function for one use of a master key. Each (label, size) has a sub-key of its own,
   * so that what is learnt in one domain is of no help in another.
   */
  static SipHash derive(byte[] masterKey, String label, long size) {
    if (masterKey.length != MASTER_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a master key has " + MASTER_KEY_BYTES + " bytes, not " + masterKey.length);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(masterKey, "HmacSHA256"));
      mac.update(label.getBytes(StandardCharsets.UTF_8));
      // The size has a fixed width and comes last, hence no two (label, size) share an input.
      mac.update(ByteBuffer.allocate(Long.BYTES).putLong(size).array());
      ByteBuffer subKey = ByteBuffer.wrap(mac.doFinal());
      return new SipHash(subKey.getLong(), subKey.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform provides HmacSHA256", e);
    }
  }

  /** Returns the hash of the low seven bytes of {@code message}; the high byte must be zero. */
  long hash(long message) {
    long block = SEVEN_BYTES | message;
    long v0 = initial0;
    long v1 = initial1;
    long v2 = initial2;
    long v3 = initial3 ^ block;
    // One loop for both phases: the compiler unrolls it and the test costs nothing.
    for (int round = 0; round < COMPRESSION_ROUNDS + FINALIZATION_ROUNDS; round++) {
      if (round == COMPRESSION_ROUNDS) {
        v0 ^= block;
        v2 ^= 0xff;
      }
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }
}
