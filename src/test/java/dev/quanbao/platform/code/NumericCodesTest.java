package dev.quanbao.platform.code;

import static dev.quanbao.platform.code.TestKeys.KEY;
import static dev.quanbao.platform.code.TestKeys.OTHER_KEY;
import static dev.quanbao.platform.code.TestKeys.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumericCodesTest {

  private final NumericCodes packageCodes = new NumericCodes(KEY, "package", 10);
  private final NumericCodes ticketCodes = new NumericCodes(KEY, "ticket", 12);

  @ParameterizedTest
  @CsvSource({
    "package, 10, 0, 2684214425",
    "package, 10, 1, 0673519150",
    "package, 10, 2, 7396792608",
    "package, 10, 999999999, 9369856736",
    "package, 10, 1000000000, 43296565653",
    "package, 10, 1100000000, 75727388137",
    "package, 10, 111111110999999999, 711984895748036188",
    "ticket, 12, 0, 344778360847",
    "ticket, 12, 1, 113855310924",
    "ticket, 12, 2, 774004352139",
    "ticket, 12, 99999999999, 848899087585",
    "ticket, 12, 100000000000, 6764614534528",
  })
  void codesOnceIssuedStayWhatTheyAre(String label, int length, long number, String expected) {
    // Given
    NumericCodes codes = new NumericCodes(KEY, label, length);

    // When
    String code = codes.codeOf(number);

    // Then
    assertThat(code).isEqualTo(expected);
  }

  @Test
  void codesGrowByOneDigitExactlyWhereEachLengthRunsOut() {
    // Given the first number of each length after the nominal one
    long[] firstNumbers = new long[8];
    long size = 1_000_000_000;
    for (int i = 0; i < firstNumbers.length; i++) {
      firstNumbers[i] = (i == 0 ? 0 : firstNumbers[i - 1]) + size;
      size *= 10;
    }

    // When
    List<Integer> lengths =
        LongStream.of(firstNumbers)
            .flatMap(first -> LongStream.of(first - 1, first))
            .mapToObj(number -> packageCodes.codeOf(number).length())
            .toList();

    // Then
    assertThat(lengths)
        .containsExactly(10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15, 16, 16, 17, 17, 18);
  }

  @Test
  void aMillionNumbersOnBothSidesOfAGrowthHaveAMillionCodes() {
    // Given
    long boundary = 1_000_000_000;

    // When
    long distinct =
        LongStream.range(boundary - 500_000, boundary + 500_000)
            .mapToObj(packageCodes::codeOf)
            .distinct()
            .count();

    // Then
    assertThat(distinct).isEqualTo(1_000_000);
  }

  @Test
  void everyCodeOfAShortLengthIsUsedBeforeCodesGrow() {
    // Given
    NumericCodes codes = new NumericCodes(KEY, "package", 5);

    // When
    List<String> bodies =
        LongStream.range(0, 10_000)
            .mapToObj(number -> codes.codeOf(number).substring(0, 4))
            .sorted()
            .toList();

    // Then
    assertThat(bodies)
        .isEqualTo(
            IntStream.range(10_000, 20_000)
                .mapToObj(number -> Integer.toString(number).substring(1))
                .toList());
  }

  @Test
  void aCodeLeadsBackToItsNumberAtEveryLength() {
    // Given
    long[] numbers =
        LongStream.rangeClosed(9, 17)
            .flatMap(exponent ->
                TestKeys.random().longs(2_000, 0, (long) Math.pow(10, (double) exponent)))
            .toArray();

    // When
    long[] found =
        LongStream.of(numbers)
            .mapToObj(packageCodes::codeOf)
            .map(packageCodes::numberOf)
            .mapToLong(OptionalLong::orElseThrow)
            .toArray();

    // Then
    assertThat(found).as("seed %d", SEED).isEqualTo(numbers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2684214426",
        "6284214425",
        "268421442",
        " 2684214425",
        "2684214425 ",
        "+684214425",
        "26842l4425",
        "٢٦٨٤٢١٤٤٢٥",
        "0000000000000000000"
      })
  void whatIsNotWellFormedHasNoNumber(String code) {
    // When
    OptionalLong number = packageCodes.numberOf(code);

    // Then
    assertThat(number).isEmpty();
    assertThat(packageCodes.isWellFormed(code)).isFalse();
  }

  @Test
  void everySlipAndSwapOfACodeIsNotWellFormed() {
    // Given
    List<String> mistyped =
        TestKeys.random()
            .longs(500, 0, ticketCodes.capacity())
            .mapToObj(ticketCodes::codeOf)
            .<String>mapMulti((code, slips) -> {
              CheckSlips.singleSlips(code, "0123456789").forEach(slips);
              CheckSlips.adjacentSwaps(code).forEach(slips);
            })
            .toList();

    // When
    List<String> missed = mistyped.stream().filter(ticketCodes::isWellFormed).toList();

    // Then
    assertThat(missed).as("seed %d", SEED).isEmpty();
  }

  @Test
  void leadingZerosBelongToACode() {
    // When
    String code = packageCodes.codeOf(1);

    // Then
    assertThat(code).startsWith("0").hasSize(10);
    assertThat(packageCodes.isWellFormed(code.substring(1))).isFalse();
  }

  @Test
  void codesOfConsecutiveNumbersDifferInNineDigitsOfTen() {
    // When
    double differing =
        LongStream.range(0, 50_000)
            .mapToDouble(n -> differingShare(packageCodes.codeOf(n), packageCodes.codeOf(n + 1)))
            .average()
            .orElseThrow();

    // Then as codes drawn at random do
    assertThat(differing).isCloseTo(0.9, within(0.01));
  }

  @Test
  void anotherKeyOrLabelGivesOtherCodes() {
    // Given
    NumericCodes otherKey = new NumericCodes(OTHER_KEY, "package", 10);
    NumericCodes otherLabel = new NumericCodes(KEY, "ticket", 10);

    // When
    long agreements =
        LongStream.range(0, 10_000)
            .filter(n ->
                packageCodes.codeOf(n).equals(otherKey.codeOf(n))
                    || packageCodes.codeOf(n).equals(otherLabel.codeOf(n)))
            .count();

    // Then
    assertThat(agreements).isLessThan(3);
  }

  @Test
  void capacityIsTheSumOfAllLengths() {
    // When
    long capacity = packageCodes.capacity();

    // Then
    assertThat(capacity).isEqualTo(111_111_111_000_000_000L);
    assertThat(ticketCodes.capacity()).isEqualTo(111_111_100_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 111_111_111_000_000_000L, Long.MAX_VALUE})
  void aNumberBeyondTheCapacityIsRefused(long number) {
    assertThatIllegalArgumentException().isThrownBy(() -> packageCodes.codeOf(number));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 19})
  void aNominalLengthOutOfBoundsIsRefused(int length) {
    assertThatIllegalArgumentException().isThrownBy(() -> new NumericCodes(KEY, "any", length));
  }

  private static double differingShare(String one, String other) {
    return IntStream.range(0, one.length()).filter(i -> one.charAt(i) != other.charAt(i)).count()
        / (double) one.length();
  }
}
