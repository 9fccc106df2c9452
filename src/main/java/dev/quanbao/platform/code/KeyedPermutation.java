package dev.quanbao.platform.code;

/**
 * A keyed permutation of the whole numbers from 0 to {@code size - 1}. It guards that no two
 * numbers share an image, and that the images of numbers not yet drawn cannot be told from those
 * already seen.
 *
 * <p>This is a format-preserving Feistel network: a number is split into a left and a right half of
 * almost equal range, each round adds to one half a keyed pseudo-random function of the other, and
 * results beyond the size are permuted again until they fall inside (cycle walking). Key, label and
 * size together choose the permutation; a change in any of them gives an unrelated one.
 *
 * <p>Instances are immutable and safe for use by many threads.
 */
public final class KeyedPermutation {

  /** The largest size of a permutation. */
  public static final long MAX_SIZE = 1_000_000_000_000_000_000L;

  /**
   * Four rounds hide the order only from one who has seen few images, about the square root of the
   * number of values of a half. Seven hide it from one who has seen nearly as many images as a half
   * has values (Patarin, "Luby-Rackoff: 7 Rounds Are Enough for 2^n(1-e) Security", 2003). The
   * eighth is margin, and leaves both halves masked equally often.
   */
  private static final int ROUNDS = 8;

  private static final int ROUND_SHIFT = 48;

  /** Keeps the inputs of the rounds apart from any other use of the same sub-key. */
  private static final long DOMAIN_TAG = 0x4650L << 32;

  private final long size;
  private final long leftSize;
  private final long rightSize;
  private final SipHash roundFunction;

  /**
   * Creates the permutation that the arguments choose.
   *
   * @param masterKey the secret, of 16 bytes
   * @param label the domain, such as "package" or "ticket"
   * @param size how many numbers are permuted, from 2 to {@link #MAX_SIZE}
   */
  public KeyedPermutation(byte[] masterKey, String label, long size) {
    if (size < 2 || size > MAX_SIZE) {
      throw new IllegalArgumentException("size must be from 2 to " + MAX_SIZE + ", not " + size);
    }
    this.size = size;
    this.leftSize = ceilingOfSquareRoot(size);
    this.rightSize = Math.ceilDiv(size, leftSize);
    this.roundFunction = SipHash.derive(masterKey, label, size);
  }

  /** Returns how many numbers are permuted. */
  public long size() {
    return size;
  }

  /** Returns the image of {@code number}, which must be from 0 to {@code size - 1}. */
  public long apply(long number) {
    requireInRange(number);
    long image = number;
    do {
      image = encrypt(image);
    } while (image >= size);
    return image;
  }

  /** Returns the number whose image is {@code image}, which must be from 0 to {@code size - 1}. */
  public long invert(long image) {
    requireInRange(image);
    long number = image;
    do {
      number = decrypt(number);
    } while (number >= size);
    return number;
  }

  private long encrypt(long value) {
    long left = value / rightSize;
    long right = value - left * rightSize;
    for (int round = 0; round < ROUNDS; round += 2) {
      left = wrap(left + mask(round, right, leftSize) - leftSize, leftSize);
      right = wrap(right + mask(round + 1, left, rightSize) - rightSize, rightSize);
    }
    return left * rightSize + right;
  }

  private long decrypt(long value) {
    long left = value / rightSize;
    long right = value - left * rightSize;
    for (int round = ROUNDS - 2; round >= 0; round -= 2) {
      right = wrap(right - mask(round + 1, left, rightSize), rightSize);
      left = wrap(left - mask(round, right, leftSize), leftSize);
    }
    return left * rightSize + right;
  }

  /** The halves stay below 2^30 + 1, so that 32 bits hold one beside the round and the tag. */
  private long mask(int round, long half, long range) {
    long hash = roundFunction.hash(((long) round << ROUND_SHIFT) | DOMAIN_TAG | half);
    // Scaling instead of a remainder: no division, and a bias below 2^-34 at the largest range.
    return Math.unsignedMultiplyHigh(hash, range);
  }

  /**
   * Brings a value from [-modulus, modulus) into [0, modulus), without a branch: it would be
   * mispredicted every second time.
   */
  private static long wrap(long value, long modulus) {
    return value + (modulus & (value >> (Long.SIZE - 1)));
  }

  private static long ceilingOfSquareRoot(long value) {
    // A double is exact to 53 bits only, so its root may be off by one either way.
    long root = (long) Math.sqrt((double) value);
    while (root * root < value) {
      root++;
    }
    while ((root - 1) * (root - 1) >= value) {
      root--;
    }
    return root;
  }

  private void requireInRange(long value) {
    if (value < 0 || value >= size) {
      throw new IllegalArgumentException(
          "value must be from 0 to " + (size - 1) + ", not " + value);
    }
  }
}
