package dev.quanbao.platform.code;

/**
 * The Damm check digit of a string of decimal digits. It guards that every slip in a single digit
 * and every swap of two neighbours is noticed, the check digit itself included.
 *
 * <p>Leading zeros leave the check digit as it is; a code's length must be checked by its own rule.
 */
public final class DammCheckDigit {

  private static final int ORDER = 10;
  private static final int GROUP = 1_000;
  private static final int BILLION = 1_000_000_000;

  /**
   * Damm's totally anti-symmetric quasigroup of order ten. Rows hold ten times the value, so that
   * an entry is the offset of the next row and no step needs a multiplication.
   */
  private static final byte[] NEXT_ROW =
      rowOffsets(
          """
          0317598642
          7092154863
          4206871359
          1750983426
          6123045978
          3674209581
          5869720134
          8945362017
          9438617205
          2581436790
          """);

  /** The row that follows a row and a group of three digits: a third of the dependent look-ups. */
  private static final byte[] ROW_AFTER_GROUP = new byte[ORDER * GROUP];

  static {
    for (int row = 0; row < ORDER; row++) {
      for (int group = 0; group < GROUP; group++) {
        int next = NEXT_ROW[row * ORDER + group / 100];
        next = NEXT_ROW[next + group / 10 % 10];
        next = NEXT_ROW[next + group % 10];
        ROW_AFTER_GROUP[row * GROUP + group] = (byte) (next / ORDER);
      }
    }
  }

  private DammCheckDigit() {}

  /**
   * Returns the check digit, '0' to '9', to be appended to {@code digits}.
   *
   * @throws IllegalArgumentException if there is a character other than '0' to '9'
   */
  public static char of(CharSequence digits) {
    int row = rowAfter(digits);
    if (row < 0) {
      throw new IllegalArgumentException("only the digits 0 to 9 have a check digit");
    }
    return (char) ('0' + row / ORDER);
  }

  /** Tells whether {@code code} is two or more digits of which the last is the check digit. */
  public static boolean isValid(CharSequence code) {
    return code.length() >= 2 && rowAfter(code) == 0;
  }

  /**
   * Returns the check digit of a number below 10^18, the same whether or not it has leading zeros.
   */
  static byte ofNumber(long number) {
    int high = (int) (number / BILLION);
    int low = (int) (number - (long) high * BILLION);
    int row = high == 0 ? 0 : rowAfterGroups(0, high);
    return (byte) ('0' + rowAfterGroups(row, low));
  }

  /** Continues in {@code row} with the nine digits of {@code number}, three at a step. */
  private static int rowAfterGroups(int row, int number) {
    int result = ROW_AFTER_GROUP[row * GROUP + number / (GROUP * GROUP)];
    result = ROW_AFTER_GROUP[result * GROUP + number / GROUP % GROUP];
    return ROW_AFTER_GROUP[result * GROUP + number % GROUP];
  }

  private static int rowAfter(CharSequence digits) {
    int row = 0;
    for (int i = 0; i < digits.length(); i++) {
      // Not Character.isDigit: the decimal digits of other scripts are no digits of a code.
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit >= ORDER) {
        return -1;
      }
      row = NEXT_ROW[row + digit];
    }
    return row;
  }

  private static byte[] rowOffsets(String table) {
    String digits = table.replace("\n", "");
    byte[] offsets = new byte[ORDER * ORDER];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (byte) (ORDER * (digits.charAt(i) - '0'));
    }
    return offsets;
  }
}
