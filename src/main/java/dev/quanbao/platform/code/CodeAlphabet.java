package dev.quanbao.platform.code;

import java.util.Arrays;

/**
 * The 31 symbols of generated letter codes. It guards that no two symbols are easily taken for each
 * other: 0, 1, I, L and O are left out.
 *
 * <p>That 31 is a prime is what lets a single check character catch every slip and swap.
 */
final class CodeAlphabet {

  static final String SYMBOLS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  static final int SIZE = 31;

  /** The digits come first, so that the letters are the symbols from this value on. */
  static final int FIRST_LETTER = 8;

  static final int LETTERS = SIZE - FIRST_LETTER;

  private static final int ASCII = 128;
  private static final byte NONE = -1;
  private static final byte[] SYMBOL_OF = new byte[SIZE];
  private static final byte[] VALUE_OF = new byte[ASCII];

  static {
    Arrays.fill(VALUE_OF, NONE);
    for (int value = 0; value < SIZE; value++) {
      char symbol = SYMBOLS.charAt(value);
      SYMBOL_OF[value] = (byte) symbol;
      define(symbol, value);
    }
    define('0', SYMBOLS.indexOf('Q'));
    define('O', SYMBOLS.indexOf('Q'));
    define('1', SYMBOLS.indexOf('J'));
    define('I', SYMBOLS.indexOf('J'));
    define('L', SYMBOLS.indexOf('J'));
    define('-', 0);
  }

  private CodeAlphabet() {}

  /** Returns the symbol of a value from 0 to 30. */
  static byte symbolOf(int value) {
    return SYMBOL_OF[value];
  }

  /** Tells whether {@code character} is one of the 31 symbols, in upper case. */
  static boolean contains(char character) {
    return SYMBOLS.indexOf(character) >= 0;
  }

  /**
   * Returns the value of a character for check purposes, or -1 if it has none. A symbol counts as
   * its place in the alphabet and a lower-case letter as its upper-case one; of what a hand-chosen
   * prefix may hold besides, 0 and O count as Q, 1, I and L as J, and the hyphen as 0.
   */
  static int checkValueOf(char character) {
    return character < ASCII ? VALUE_OF[character] : NONE;
  }

  private static void define(char character, int value) {
    VALUE_OF[character] = (byte) value;
    if (character >= 'A' && character <= 'Z') {
      VALUE_OF[character - 'A' + 'a'] = (byte) value;
    }
  }
}
