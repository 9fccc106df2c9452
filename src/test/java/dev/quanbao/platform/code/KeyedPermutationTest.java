package dev.quanbao.platform.code;

import static dev.quanbao.platform.code.TestKeys.KEY;
import static dev.quanbao.platform.code.TestKeys.OTHER_KEY;
import static dev.quanbao.platform.code.TestKeys.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedPermutationTest {

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 5, 10, 31, 997, 1_000, 1_000_000})
  void everyNumberOfASmallRangeIsTheImageOfExactlyOneNumber(long size) {
    // Given
    KeyedPermutation permutation = new KeyedPermutation(KEY, "package", size);

    // When
    long[] images = LongStream.range(0, size).map(permutation::apply).sorted().toArray();

    // Then
    assertThat(images).isEqualTo(LongStream.range(0, size).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 5, 10, 31, 997, 1_000, 100_000})
  void everyImageOfASmallRangeLeadsBackToItsNumber(long size) {
    // Given
    KeyedPermutation permutation = new KeyedPermutation(KEY, "package", size);

    // When
    long[] numbers =
        LongStream.range(0, size).map(permutation::apply).map(permutation::invert).toArray();

    // Then
    assertThat(numbers).isEqualTo(LongStream.range(0, size).toArray());
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        1_000_000_007L,
        999_999_999_999_999_989L,
        999_999_998_000_000_001L,
        999_999_998_000_000_002L,
        787_662_783_788_549_761L,
        KeyedPermutation.MAX_SIZE
      })
  void imagesInALargeRangeStayInsideAndLeadBack(long size) {
    // Given
    KeyedPermutation permutation = new KeyedPermutation(KEY, "ticket", size);
    long[] numbers =
        LongStream.concat(
                LongStream.of(0, 1, size / 2, size - 1), TestKeys.random().longs(20_000, 0, size))
            .toArray();

    // When
    long[] images = LongStream.of(numbers).map(permutation::apply).toArray();

    // Then
    assertThat(LongStream.of(images))
        .as("seed %d", SEED)
        .allMatch(image -> image >= 0 && image < size);
    assertThat(LongStream.of(images).map(permutation::invert).toArray())
        .as("seed %d", SEED)
        .isEqualTo(numbers);
  }

  @Test
  void anotherKeyGivesAnUnrelatedOrder() {
    // Given
    KeyedPermutation one = new KeyedPermutation(KEY, "package", 1_000_000);
    KeyedPermutation other = new KeyedPermutation(OTHER_KEY, "package", 1_000_000);

    // When
    long agreements = agreements(one, other, 100_000);

    // Then
    assertThat(agreements).isLessThan(10);
  }

  @Test
  void anotherLabelGivesAnUnrelatedOrder() {
    // Given
    KeyedPermutation one = new KeyedPermutation(KEY, "package", 1_000_000);
    KeyedPermutation other = new KeyedPermutation(KEY, "ticket", 1_000_000);

    // When
    long agreements = agreements(one, other, 100_000);

    // Then
    assertThat(agreements).isLessThan(10);
  }

  @Test
  void anotherSizeGivesAnUnrelatedOrder() {
    // Given
    KeyedPermutation one = new KeyedPermutation(KEY, "package", 1_000_000);
    KeyedPermutation other = new KeyedPermutation(KEY, "package", 1_000_001);

    // When
    long agreements = agreements(one, other, 100_000);

    // Then
    assertThat(agreements).isLessThan(10);
  }

  @Test
  void theDistanceOfNeighboursIsThatOfNumbersDrawnAtRandom() {
    // Given
    long size = 1_000_000_000;
    KeyedPermutation permutation = new KeyedPermutation(KEY, "package", size);

    // When
    double meanDistance =
        LongStream.range(0, 100_000)
            .map(number -> Math.abs(permutation.apply(number + 1) - permutation.apply(number)))
            .average()
            .orElseThrow();

    // Then a third of the range, as for any two independent uniform numbers
    assertThat(meanDistance / size).isCloseTo(1 / 3.0, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({
    "package, 2, 0, 1",
    "package, 2, 1, 0",
    "package, 1000, 0, 963",
    "package, 1000, 1, 54",
    "package, 1000, 500, 733",
    "package, 1000, 999, 985",
    "ticket, 1000000000000000000, 0, 218447607582154057",
    "ticket, 1000000000000000000, 1, 926306614098087676",
    "ticket, 1000000000000000000, 999999999999999999, 156875935148788616",
  })
  void imagesOnceGivenStayWhatTheyAre(String label, long size, long number, long expected) {
    // Given
    KeyedPermutation permutation = new KeyedPermutation(KEY, label, size);

    // When
    long image = permutation.apply(number);

    // Then
    assertThat(image).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, KeyedPermutation.MAX_SIZE + 1})
  void aSizeOutOfBoundsIsRefused(long size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyedPermutation(KEY, "package", size))
        .withMessageContaining(Long.toString(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17, 32})
  void aKeyOfAnotherLengthIsRefused(int keyLength) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyedPermutation(new byte[keyLength], "package", 10))
        .withMessageContaining("16 bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000, Long.MAX_VALUE})
  void aNumberOutOfRangeIsRefused(long number) {
    // Given
    KeyedPermutation permutation = new KeyedPermutation(KEY, "package", 1_000);

    // When and then
    assertThatIllegalArgumentException().isThrownBy(() -> permutation.apply(number));
    assertThatIllegalArgumentException().isThrownBy(() -> permutation.invert(number));
  }

  @Test
  void theKeyIsCopiedSoThatClearingItLaterChangesNothing() {
    // Given
    byte[] key = KEY.clone();
    KeyedPermutation permutation = new KeyedPermutation(key, "package", 1_000);
    Arrays.fill(key, (byte) 0);

    // When
    long image = permutation.apply(0);

    // Then
    assertThat(image).isEqualTo(963);
  }

  private static long agreements(KeyedPermutation one, KeyedPermutation other, long numbers) {
    return LongStream.range(0, numbers).filter(n -> one.apply(n) == other.apply(n)).count();
  }
}
