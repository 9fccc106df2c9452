package dev.quanbao.platform.code;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ways a code is mistyped: each single symbol replaced, each two unlike neighbours swapped. */
final class CheckSlips {

  private CheckSlips() {}

  static List<String> singleSlips(String code, String alphabet) {
    return IntStream.range(0, code.length())
        .boxed()
        .flatMap(index -> slipsAt(code, index, alphabet))
        .toList();
  }

  static List<String> adjacentSwaps(String code) {
    return IntStream.range(0, code.length() - 1)
        .filter(index -> code.charAt(index) != code.charAt(index + 1))
        .mapToObj(index -> swap(code, index))
        .toList();
  }

  private static Stream<String> slipsAt(String code, int index, String alphabet) {
    return alphabet
        .chars()
        .filter(wrong -> wrong != code.charAt(index))
        .mapToObj(wrong -> code.substring(0, index) + (char) wrong + code.substring(index + 1));
  }

  private static String swap(String code, int index) {
    char[] swapped = code.toCharArray();
    swapped[index] = code.charAt(index + 1);
    swapped[index + 1] = code.charAt(index);
    return new String(swapped);
  }
}
