package dev.quanbao.platform.code;

/**
 * The check character of a code over the 31 symbols 23456789ABCDEFGHJKMNPQRSTUVWXYZ. It guards that
 * every slip in a single symbol and every swap of two neighbours is noticed, the check character
 * itself included.
 *
 * <p>The values, each times a weight, sum to zero modulo 31. From the right the weights are 1, 3,
 * 9, 27, 19 and so on, the powers of the primitive root 3. No weight is zero, so a slip changes the
 * sum; neighbours' weights differ by the factor 3, so a swap changes it too. The powers recur after
 * 30 places: only symbols exactly 30 places apart share a weight, which neighbours never are.
 *
 * <p>Letter case does not matter. The characters 0, 1, I, L, O and the hyphen, which a prefix
 * chosen by hand may hold, count as Q, J, J, J, Q and 2; slips between such look-alikes go
 * unnoticed.
 */
public final class PrimeCheckCharacter {

  /** The longest code, check character included. */
  public static final int MAX_LENGTH = 32;

  private static final int PRIMITIVE_ROOT = 3;

  private PrimeCheckCharacter() {}

  /**
   * Returns the check character to be appended to {@code payload}.
   *
   * @throws IllegalArgumentException if the payload is empty, longer than 31 characters, or holds a
   *     character that counts as no symbol
   */
  public static char of(CharSequence payload) {
    if (payload.isEmpty() || payload.length() >= MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a payload has 1 to " + (MAX_LENGTH - 1) + " characters, not " + payload.length());
    }
    long sum = weightedSum(payload);
    if (sum < 0) {
      throw new IllegalArgumentException("the payload holds a character that has no check value");
    }
    return (char) balancing(sum);
  }

  /** Tells whether {@code code} is a payload followed by its check character. */
  public static boolean isValid(CharSequence code) {
    if (code.length() < 2 || code.length() > MAX_LENGTH) {
      return false;
    }
    long sum = weightedSum(code);
    return sum >= 0 && sum % CodeAlphabet.SIZE == 0;
  }

  /** Writes the check character of the characters before {@code index} at {@code index}. */
  static void writeAt(byte[] code, int index) {
    long sum = 0;
    for (int i = 0; i < index; i++) {
      sum = sum * PRIMITIVE_ROOT + CodeAlphabet.checkValueOf((char) code[i]);
    }
    code[index] = balancing(sum);
  }

  private static byte balancing(long sum) {
    int remainder = (int) (sum * PRIMITIVE_ROOT % CodeAlphabet.SIZE);
    return CodeAlphabet.symbolOf((CodeAlphabet.SIZE - remainder) % CodeAlphabet.SIZE);
  }

  /**
   * The sum stays below 31 * 3^32, well within a long, so that one remainder at the end will do.
   */
  private static long weightedSum(CharSequence code) {
    long sum = 0;
    for (int i = 0; i < code.length(); i++) {
      int value = CodeAlphabet.checkValueOf(code.charAt(i));
      if (value < 0) {
        return -1;
      }
      sum = sum * PRIMITIVE_ROOT + value;
    }
    return sum;
  }
}
