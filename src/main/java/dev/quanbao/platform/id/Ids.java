package dev.quanbao.platform.id;

import dev.quanbao.platform.crypto.Sha256;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Identifiers: 32 lower-case hex digits, led by the owner's partition where a thing has an owner.
 *
 * <p>All of one owner's documents share their id's first five characters, so that a sharded store
 * keeps them together.
 */
public final class Ids {

  private static final int PARTITION_LENGTH = 5;
  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A new random id. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** A new random id in the partition of an owner. */
  public static String randomFor(String ownerId) {
    return partitionOf(ownerId) + random();
  }

  /**
   * The id that always comes out for the same source and place: what is made twice is one thing.
   */
  public static String derived(String ownerId, String source, int place) {
    byte[] digest = Sha256.of(source + "/" + place);
    return partitionOf(ownerId) + HexFormat.of().formatHex(digest, 0, BYTES);
  }

  /** An owner's partition: the first five characters, padded on the right with zeros. */
  public static String partitionOf(String ownerId) {
    return ownerId.length() >= PARTITION_LENGTH
        ? ownerId.substring(0, PARTITION_LENGTH)
        : ownerId + "0".repeat(PARTITION_LENGTH - ownerId.length());
  }
}
