package dev.quanbao.platform.code;

import static dev.quanbao.platform.code.TestKeys.KEY;
import static dev.quanbao.platform.code.TestKeys.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasCodesTest {

  @ParameterizedTest
  @CsvSource({
    "'', 8, 0, VGP9YATK",
    "'', 8, 1, TS4SU9CF",
    "VIP-, 16, 0, VIP-WJ2AX7PKY36S",
    "VIP-, 16, 1, VIP-M7QJX47TKSGJ",
    "VIP-, 16, 25408476896404830, VIP-5VHCFM55465J",
    "2025, 12, 0, 2025PC2CZQSF",
    "2025, 12, 1, 2025C4MRWQ63",
    "88, 16, 0, 88GUQZTWM93TAZQD",
    "vip, 17, 0, vipVZU3XGTZCKXM8K",
    "vip, 17, 1, vipQKVPNHZ5NM4V9J",
    "x, 32, 0, xYX6NC5TMQ4U4TN6TPNT798GVJJ5YFGH",
    "x, 32, 1, xB975H482BD35YGQP2PEH5G6SEZGEBKH",
    "x, 32, 999999999999999999, xEUBMRPS2B8CWEWNJVUFN544SGEZ5FCT",
    "'', 32, 0, UZABFSNJDTVMSNSDZT2T46FB97B555YJ",
    "'', 32, 1, WR8YP5P8AV3P84D6SX6CBRQUKBFK2ZZT",
    "'', 32, 999999999999999999, SQKZK2CCWTS7VYCSG7RCZV2RKDAJWS6Z",
  })
  void codesOnceIssuedStayWhatTheyAre(String prefix, int length, long number, String expected) {
    // Given
    AliasCodes codes = new AliasCodes(KEY, "alias", prefix, length);

    // When
    String code = codes.codeOf(number);

    // Then
    assertThat(code).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ABCDEF, 8, 31",
    "123456, 8, 23",
    "A, 8, 887503681",
    "'', 8, 20412584663",
    "9, 8, 658470473",
    "-, 10, 852891037441",
    "'', 10, 19616493861143",
    "VIP-, 16, 25408476896404831",
    "V, 14, 787662783788549761",
    "'', 13, 584394968617311113",
    "'', 14, 1000000000000000000",
    "V, 15, 1000000000000000000",
    "'', 32, 1000000000000000000",
  })
  void capacityIsTheNumberOfBodiesUpToTheCap(String prefix, int length, long expected) {
    // Given
    AliasCodes codes = new AliasCodes(KEY, "alias", prefix, length);

    // When
    long capacity = codes.capacity();

    // Then
    assertThat(capacity).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"ABCDE, 8, 961", "12345, 8, 713", "2222222, 10, 713", "ABCD, 8, 29791"})
  void everyNumberWithinTheCapacityHasACodeOfItsOwn(String prefix, int length, long capacity) {
    // Given
    AliasCodes codes = new AliasCodes(KEY, "alias", prefix, length);

    // When
    List<String> made = LongStream.range(0, capacity).mapToObj(codes::codeOf).distinct().toList();

    // Then
    assertThat(made).hasSize((int) capacity).allMatch(codes::isWellFormed);
  }

  @ParameterizedTest
  @CsvSource({"VIP-, 16", "'', 10", "'', 14", "V, 15", "'', 32"})
  void noTwoNumbersInARowOfManyShareACode(String prefix, int length) {
    // Given
    AliasCodes codes = new AliasCodes(KEY, "alias", prefix, length);
    long middle = codes.capacity() / 2;

    // When
    long distinct =
        LongStream.range(middle, middle + 200_000).mapToObj(codes::codeOf).distinct().count();

    // Then
    assertThat(distinct).isEqualTo(200_000);
  }

  @ParameterizedTest
  @CsvSource({"'', 8", "'', 13", "'', 14", "2025, 12", "99999999, 11", "1, 32"})
  void aCodeIsNeverDigitsAlone(String prefix, int length) {
    // Given
    AliasCodes codes = new AliasCodes(KEY, "alias", prefix, length);
    long numbers = Math.min(codes.capacity(), 50_000);

    // When
    Stream<String> made = LongStream.range(0, numbers).mapToObj(codes::codeOf);

    // Then the letter is where the body begins
    assertThat(made).allMatch(code -> Character.isUpperCase(code.charAt(prefix.length())));
  }

  @ParameterizedTest
  @CsvSource({"VIP-, 16, 31", "V, 14, 31", "V, 15, 31", "V, 32, 31", "'', 13, 23", "'', 32, 23"})
  void noPositionOfTheBodyGivesAwayMoreThanAnother(String prefix, int length, int leading) {
    // Given
    AliasCodes codes = new AliasCodes(KEY, "alias", prefix, length);
    List<String> made =
        TestKeys.random().longs(20_000, 0, codes.capacity()).mapToObj(codes::codeOf).toList();

    // When
    List<Double> highestShares =
        IntStream.range(prefix.length(), length)
            .mapToObj(position -> highestShare(made, position))
            .toList();

    // Then each is as even as chance allows, the leading one over its own number of symbols
    assertThat(highestShares.getFirst()).as("seed %d", SEED).isLessThan(1.25 / leading);
    assertThat(highestShares.subList(1, highestShares.size()))
        .as("seed %d", SEED)
        .allMatch(share -> share < 1.25 / 31);
  }

  @Test
  void everySlipAndSwapInTheBodyIsNotWellFormed() {
    // Given
    String prefix = "Vip-0";
    AliasCodes codes = new AliasCodes(KEY, "alias", prefix, 32);
    List<String> mistyped =
        TestKeys.random()
            .longs(100, 0, codes.capacity())
            .mapToObj(codes::codeOf)
            .map(code -> code.substring(prefix.length()))
            .<String>mapMulti((body, slips) -> {
              CheckSlips.singleSlips(body, CodeAlphabet.SYMBOLS).forEach(slips);
              CheckSlips.adjacentSwaps(body).forEach(slips);
            })
            .map(prefix::concat)
            .toList();

    // When
    List<String> missed = mistyped.stream().filter(codes::isWellFormed).toList();

    // Then
    assertThat(missed).as("seed %d", SEED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "VIP-WJ2AX7PKY36",
        "VIP-WJ2AX7PKY36SS",
        "vip-WJ2AX7PKY36S",
        "VIP-wj2ax7pky36s",
        "VIQ-WJ2AX7PKY36S",
        "VIP-W12AX7PKY36S",
        "VIP-WJ2AX7PKY36T"
      })
  void whatDiffersFromACodeIsNotWellFormed(String code) {
    // Given
    AliasCodes codes = new AliasCodes(KEY, "alias", "VIP-", 16);

    // When
    boolean wellFormed = codes.isWellFormed(code);

    // Then
    assertThat(wellFormed).isFalse();
  }

  @Test
  void anotherLabelPrefixOrLengthGivesOtherBodies() {
    // Given
    AliasCodes codes = new AliasCodes(KEY, "alias", "VIP-", 16);
    AliasCodes otherLabel = new AliasCodes(KEY, "autumn", "VIP-", 16);
    AliasCodes otherPrefix = new AliasCodes(KEY, "alias", "VAP-", 16);

    // When
    long agreements =
        LongStream.range(0, 10_000)
            .filter(n ->
                body(codes, n).equals(body(otherLabel, n))
                    || body(codes, n).equals(body(otherPrefix, n)))
            .count();

    // Then
    assertThat(agreements).isZero();
  }

  @Test
  void aNumberBeyondTheCapacityIsRefused() {
    // Given
    AliasCodes codes = new AliasCodes(KEY, "alias", "ABCDEF", 8);

    // When and then
    assertThatIllegalArgumentException().isThrownBy(() -> codes.codeOf(31));
    assertThatIllegalArgumentException().isThrownBy(() -> codes.codeOf(-1));
  }

  @ParameterizedTest
  @CsvSource({"A, 7", "A, 33", "ABCDEFG, 8", "ABCDEFGH, 8", "A_B, 12", "A B, 12", "券, 12"})
  void aPrefixOrLengthOutOfBoundsIsRefused(String prefix, int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AliasCodes(KEY, "alias", prefix, length));
  }

  private static String body(AliasCodes codes, long number) {
    return codes.codeOf(number).substring(4, 15);
  }

  private static double highestShare(List<String> codes, int position) {
    long highest =
        codes.stream()
            .collect(Collectors.groupingBy(code -> code.charAt(position), Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElseThrow();
    return highest / (double) codes.size();
  }
}
