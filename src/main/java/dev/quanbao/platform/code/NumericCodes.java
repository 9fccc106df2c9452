package dev.quanbao.platform.code;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Codes of decimal digits made from a counter, ending in a Damm check digit. It guards that no two
 * numbers share a code, that a code tells nothing of its neighbours, and that one mistyped is
 * recognised before any lookup.
 *
 * <p>The counter is permuted over all bodies of the nominal length. Where these run out the next
 * number starts over in codes one digit longer, under a permutation of their own, up to 18 digits:
 * issuing never fails for want of codes. Leading zeros belong to a code.
 *
 * <p>Instances are immutable and safe for use by many threads.
 */
public final class NumericCodes {

  /** The longest code, check digit included. */
  public static final int MAX_LENGTH = 18;

  private static final int MIN_LENGTH = 2;

  private final int nominalLength;

  /** One permutation for each code length, from the nominal one up. */
  private final KeyedPermutation[] permutations;

  private final long capacity;

  /**
   * Creates the codes that the arguments choose.
   *
   * @param masterKey the secret, of 16 bytes
   * @param label what the codes are of, such as "package" or "ticket"
   * @param nominalLength the length of the first codes, check digit included, from 2 to 18
   */
  public NumericCodes(byte[] masterKey, String label, int nominalLength) {
    if (nominalLength < MIN_LENGTH || nominalLength > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "nominal length must be from "
              + MIN_LENGTH
              + " to "
              + MAX_LENGTH
              + ", not "
              + nominalLength);
    }
    this.nominalLength = nominalLength;
    this.permutations = new KeyedPermutation[MAX_LENGTH - nominalLength + 1];
    long size = 1;
    for (int length = MIN_LENGTH; length <= nominalLength; length++) {
      size *= 10;
    }
    long total = 0;
    for (int i = 0; i < permutations.length; i++) {
      permutations[i] = new KeyedPermutation(masterKey, label, size);
      total += size;
      size *= 10;
    }
    this.capacity = total;
  }

  /** Returns how many codes there are in all lengths together. */
  public long capacity() {
    return capacity;
  }

  /** Returns the code of a number from 0 to {@code capacity() - 1}. */
  public String codeOf(long number) {
    if (number < 0 || number >= capacity) {
      throw new IllegalArgumentException(
          "number must be from 0 to " + (capacity - 1) + ", not " + number);
    }
    int growth = 0;
    long rest = number;
    while (rest >= permutations[growth].size()) {
      rest -= permutations[growth].size();
      growth++;
    }
    long body = permutations[growth].apply(rest);
    byte[] code = new byte[nominalLength + growth];
    int checkIndex = code.length - 1;
    code[checkIndex] = DammCheckDigit.ofNumber(body);
    for (int i = checkIndex - 1; i >= 0; i--) {
      long tenth = body / 10;
      code[i] = (byte) ('0' + (body - tenth * 10));
      body = tenth;
    }
    return new String(code, StandardCharsets.ISO_8859_1);
  }

  /** Tells whether {@code code} has the digits, the length and the check digit of a code. */
  public boolean isWellFormed(String code) {
    return code.length() >= nominalLength
        && code.length() <= MAX_LENGTH
        && DammCheckDigit.isValid(code);
  }

  /** Returns the number that {@code code} is the code of, or nothing if it is not well formed. */
  public OptionalLong numberOf(String code) {
    if (!isWellFormed(code)) {
      return OptionalLong.empty();
    }
    int growth = code.length() - nominalLength;
    long number = permutations[growth].invert(Long.parseLong(code, 0, code.length() - 1, 10));
    for (int i = 0; i < growth; i++) {
      number += permutations[i].size();
    }
    return OptionalLong.of(number);
  }
}
