package dev.quanbao.platform.code;

import java.nio.charset.StandardCharsets;

/**
 * Codes of a fixed prefix, a body of unmistakable symbols and a check character, made from a
 * counter. It guards that no two numbers share a code, that a code tells nothing of its neighbours,
 * and that none is digits alone and so passes for a package code.
 *
 * <p>If the prefix holds no letter and no hyphen, the first symbol of the body is always a letter;
 * {@link #capacity()} is told with that in mind. The check character covers the prefix too, in the
 * way {@link PrimeCheckCharacter} says.
 *
 * <p>Numbers are permuted over all bodies, or over 10^18 where there are more of these. In the
 * latter case the symbols left of the eleventh from the right carry little or nothing of the
 * number; a keyed hash of those eleven is added to them, since symbols which never change would
 * give away where the secret of a code lies.
 *
 * <p>One label, prefix and length go with one counter. Codes of different prefixes are told apart
 * by these alone: where one prefix begins with another, both may make the same code. Instances are
 * immutable and safe for use by many threads.
 */
public final class AliasCodes {

  /** The shortest code, prefix and check character included. */
  public static final int MIN_LENGTH = 8;

  /** The longest code, prefix and check character included. */
  public static final int MAX_LENGTH = PrimeCheckCharacter.MAX_LENGTH;

  /** How many symbols the filler is hashed from: 31^11 is below 2^55, which leaves a bit over. */
  private static final int HASHED_SYMBOLS = 11;

  private static final long HASHED_RANGE = 25_408_476_896_404_831L;

  private static final long SECOND_WORD = 1L << 55;

  /** Ten symbols take 50 of a word's 64 bits, which keeps the last of them free of bias. */
  private static final int SYMBOLS_PER_WORD = 10;

  private final String prefix;
  private final byte[] prefixBytes;
  private final int length;

  /** Where the symbol is that must be a letter, or -1 if the prefix makes it needless. */
  private final int letterIndex;

  private final boolean filled;
  private final KeyedPermutation permutation;
  private final SipHash filler;

  /**
   * Creates the codes that the arguments choose.
   *
   * @param masterKey the secret, of 16 bytes
   * @param label what the codes are of, such as "alias"
   * @param prefix what each code begins with: letters, digits and hyphens, or nothing
   * @param length the length of a code, prefix and check character included, from 8 to 32; it must
   *     leave at least one symbol for the body
   */
  public AliasCodes(byte[] masterKey, String label, String prefix, int length) {
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "length must be from " + MIN_LENGTH + " to " + MAX_LENGTH + ", not " + length);
    }
    if (prefix.length() > length - 2) {
      throw new IllegalArgumentException("the prefix leaves no room for a body");
    }
    if (!prefix.chars().allMatch(c -> CodeAlphabet.checkValueOf((char) c) >= 0)) {
      throw new IllegalArgumentException("a prefix holds letters, digits and hyphens only");
    }
    this.prefix = prefix;
    this.prefixBytes = prefix.getBytes(StandardCharsets.ISO_8859_1);
    this.length = length;
    boolean digitsOnly = prefix.chars().allMatch(c -> c >= '0' && c <= '9');
    this.letterIndex = digitsOnly ? prefix.length() : -1;
    long bodies = digitsOnly ? CodeAlphabet.LETTERS : CodeAlphabet.SIZE;
    boolean capped = false;
    for (int i = prefix.length() + 2; i < length && !capped; i++) {
      capped = bodies > KeyedPermutation.MAX_SIZE / CodeAlphabet.SIZE;
      bodies *= CodeAlphabet.SIZE;
    }
    this.filled = capped;
    // A prefix holds no slash, hence no two (label, prefix, length) share a domain.
    String domain = label + '/' + prefix + '/' + length;
    this.permutation =
        new KeyedPermutation(masterKey, domain, capped ? KeyedPermutation.MAX_SIZE : bodies);
    this.filler = SipHash.derive(masterKey, domain + "/filler", permutation.size());
  }

  /** Returns how many codes there are. */
  public long capacity() {
    return permutation.size();
  }

  /** Returns the code of a number from 0 to {@code capacity() - 1}. */
  public String codeOf(long number) {
    long image = permutation.apply(number);
    byte[] code = new byte[length];
    System.arraycopy(prefixBytes, 0, code, 0, prefixBytes.length);
    int checkIndex = length - 1;
    if (filled) {
      int hashedFrom = checkIndex - HASHED_SYMBOLS;
      long hashed = image % HASHED_RANGE;
      writePlain(code, hashedFrom, checkIndex, hashed);
      writeFilled(code, hashedFrom, image / HASHED_RANGE, hashed);
    } else {
      writePlain(code, prefix.length(), checkIndex, image);
    }
    PrimeCheckCharacter.writeAt(code, checkIndex);
    return new String(code, StandardCharsets.ISO_8859_1);
  }

  /**
   * Tells whether {@code code} has the prefix, the length, the symbols and the check character of a
   * code, letter case included.
   */
  public boolean isWellFormed(String code) {
    if (code.length() != length || !code.startsWith(prefix)) {
      return false;
    }
    for (int i = prefix.length(); i < length; i++) {
      if (!CodeAlphabet.contains(code.charAt(i))) {
        return false;
      }
    }
    return (letterIndex < 0 || code.charAt(letterIndex) >= 'A')
        && PrimeCheckCharacter.isValid(code);
  }

  private void writePlain(byte[] code, int from, int to, long value) {
    long rest = value;
    for (int i = to - 1; i >= from; i--) {
      long quotient = rest / CodeAlphabet.SIZE;
      int symbol = (int) (rest - quotient * CodeAlphabet.SIZE);
      // What is left for the leading symbol is below the number of letters by the capacity.
      code[i] =
          CodeAlphabet.symbolOf(i == letterIndex ? CodeAlphabet.FIRST_LETTER + symbol : symbol);
      rest = quotient;
    }
  }

  /**
   * Writes from {@code to} leftwards the symbols of {@code value} shifted by the filler. As the
   * filler depends on the symbols to the right alone, different values still give different codes.
   */
  private void writeFilled(byte[] code, int to, long value, long hashed) {
    long rest = value;
    long word = filler.hash(hashed);
    for (int i = to - 1; i >= prefix.length(); i--) {
      if (i == to - 1 - SYMBOLS_PER_WORD) {
        word = filler.hash(hashed | SECOND_WORD);
      }
      boolean letter = i == letterIndex;
      int radix = letter ? CodeAlphabet.LETTERS : CodeAlphabet.SIZE;
      long shift = Math.unsignedMultiplyHigh(word, radix);
      word *= radix;
      int symbol = (int) ((rest % CodeAlphabet.SIZE + shift) % radix);
      rest /= CodeAlphabet.SIZE;
      code[i] = CodeAlphabet.symbolOf(letter ? CodeAlphabet.FIRST_LETTER + symbol : symbol);
    }
  }
}
