package dev.quanbao.platform.code;

import static dev.quanbao.platform.code.TestKeys.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DammCheckDigitTest {

  private static final String DIGITS = "0123456789";

  @ParameterizedTest
  @CsvSource({"572, 4", "0, 0", "000, 0", "123456789, 4", "043436, 2"})
  void checkDigitsOnceGivenStayWhatTheyAre(String digits, char expected) {
    // When
    char checkDigit = DammCheckDigit.of(digits);

    // Then
    assertThat(checkDigit).isEqualTo(expected);
  }

  @Test
  void aNumberAppendedItsCheckDigitIsValid() {
    // Given
    List<String> codes = randomCodes().toList();

    // When
    List<String> refused = codes.stream().filter(code -> !DammCheckDigit.isValid(code)).toList();

    // Then
    assertThat(refused).as("seed %d", SEED).isEmpty();
  }

  @Test
  void everySlipInASingleDigitIsCaught() {
    // Given
    Stream<String> mistyped =
        randomCodes().flatMap(code -> CheckSlips.singleSlips(code, DIGITS).stream());

    // When
    List<String> missed = mistyped.filter(DammCheckDigit::isValid).toList();

    // Then
    assertThat(missed).as("seed %d", SEED).isEmpty();
  }

  @Test
  void everySwapOfTwoNeighboursIsCaught() {
    // Given
    Stream<String> mistyped =
        randomCodes().flatMap(code -> CheckSlips.adjacentSwaps(code).stream());

    // When
    List<String> missed = mistyped.filter(DammCheckDigit::isValid).toList();

    // Then
    assertThat(missed).as("seed %d", SEED).isEmpty();
  }

  @Test
  void everySlipAndSwapOfEveryCodeOfFourDigitsIsCaught() {
    // Given
    Stream<String> mistyped =
        IntStream.range(1_000, 2_000)
            .mapToObj(number -> withCheckDigit(Integer.toString(number).substring(1)))
            .flatMap(code ->
                Stream.concat(
                    CheckSlips.singleSlips(code, DIGITS).stream(),
                    CheckSlips.adjacentSwaps(code).stream()));

    // When
    List<String> missed = mistyped.filter(DammCheckDigit::isValid).toList();

    // Then
    assertThat(missed).isEmpty();
  }

  @Test
  void aNumberHasTheCheckDigitOfItsDigits() {
    // Given
    long[] numbers = TestKeys.random().longs(10_000, 0, 1_000_000_000_000_000_000L).toArray();

    // When
    String checkDigits = join(numbers, number -> (char) DammCheckDigit.ofNumber(number));

    // Then
    assertThat(checkDigits)
        .as("seed %d", SEED)
        .isEqualTo(join(numbers, number -> DammCheckDigit.of(Long.toString(number))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "5", "57 24", "572x", "-5724", "٥٧٢٤", "５７２４"})
  void whatIsNotTwoOrMoreAsciiDigitsIsNotValid(String code) {
    // When
    boolean valid = DammCheckDigit.isValid(code);

    // Then
    assertThat(valid).isFalse();
  }

  @Test
  void noCheckDigitIsGivenToWhatIsNotDigits() {
    assertThatIllegalArgumentException().isThrownBy(() -> DammCheckDigit.of("57a"));
  }

  private static Stream<String> randomCodes() {
    Random random = TestKeys.random();
    return IntStream.range(0, 2_000)
        .mapToObj(i -> withCheckDigit(TestKeys.randomSymbols(random, DIGITS, 1 + i % 17)));
  }

  private static String withCheckDigit(String digits) {
    return digits + DammCheckDigit.of(digits);
  }

  private static String join(long[] numbers, LongFunction<Character> digit) {
    StringBuilder joined = new StringBuilder(numbers.length);
    for (long number : numbers) {
      joined.append(digit.apply(number));
    }
    return joined.toString();
  }
}
