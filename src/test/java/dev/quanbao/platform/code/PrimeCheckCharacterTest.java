package dev.quanbao.platform.code;

import static dev.quanbao.platform.code.TestKeys.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimeCheckCharacterTest {

  private static final String SYMBOLS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

  @Test
  void theAlphabetHasThirtyOneDistinctSymbolsAndNoneThatIsMisread() {
    // When
    String alphabet = CodeAlphabet.SYMBOLS;

    // Then
    assertThat(alphabet).isEqualTo(SYMBOLS).hasSize(31).doesNotContainPattern("[01ILO]");
    assertThat(alphabet.chars().distinct().count()).isEqualTo(31);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "ABCDEF, W", "abcdef, W", "vip-01ilo, D", "VIP2QJJJQ, D"})
  void checkCharactersOnceGivenStayWhatTheyAre(String payload, char expected) {
    // When
    char checkCharacter = PrimeCheckCharacter.of(payload);

    // Then
    assertThat(checkCharacter).isEqualTo(expected);
  }

  @Test
  void aPayloadAppendedItsCheckCharacterIsValid() {
    // Given
    List<String> codes = randomCodes().toList();

    // When
    List<String> refused =
        codes.stream().filter(code -> !PrimeCheckCharacter.isValid(code)).toList();

    // Then
    assertThat(refused).as("seed %d", SEED).isEmpty();
  }

  @Test
  void everySlipInASingleSymbolIsCaughtAtEveryLength() {
    // Given
    Stream<String> mistyped =
        randomCodes().flatMap(code -> CheckSlips.singleSlips(code, SYMBOLS).stream());

    // When
    List<String> missed = mistyped.filter(PrimeCheckCharacter::isValid).toList();

    // Then
    assertThat(missed).as("seed %d", SEED).isEmpty();
  }

  @Test
  void everySwapOfTwoNeighboursIsCaughtAtEveryLength() {
    // Given
    Stream<String> mistyped =
        randomCodes().flatMap(code -> CheckSlips.adjacentSwaps(code).stream());

    // When
    List<String> missed = mistyped.filter(PrimeCheckCharacter::isValid).toList();

    // Then
    assertThat(missed).as("seed %d", SEED).isEmpty();
  }

  @Test
  void letterCaseDoesNotMatter() {
    // When
    boolean valid = PrimeCheckCharacter.isValid("AbCdEfw");

    // Then
    assertThat(valid).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2", "ABC DEFW", "ABCDEF_", "券包", "222222222222222222222222222222222"})
  void whatIsNoCodeIsNotValid(String code) {
    // When
    boolean valid = PrimeCheckCharacter.isValid(code);

    // Then
    assertThat(valid).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A B", "券", "22222222222222222222222222222222"})
  void noCheckCharacterIsGivenToWhatIsNoPayload(String payload) {
    assertThatIllegalArgumentException().isThrownBy(() -> PrimeCheckCharacter.of(payload));
  }

  private static Stream<String> randomCodes() {
    Random random = TestKeys.random();
    return IntStream.range(0, 620)
        .mapToObj(i -> TestKeys.randomSymbols(random, SYMBOLS, 1 + i % 31))
        .map(payload -> payload + PrimeCheckCharacter.of(payload));
  }
}
