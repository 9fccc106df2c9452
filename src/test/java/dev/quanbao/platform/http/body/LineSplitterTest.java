package dev.quanbao.platform.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {

  private static final int LIMIT = 12;

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("", List.of()),
        Arguments.of("a", List.of("a")),
        Arguments.of("a\nb\n", List.of("a", "b")),
        Arguments.of("a\r\nb\r\nc", List.of("a", "b", "c")),
        Arguments.of("\n\na", List.of("", "", "a")),
        Arguments.of("\uFEFFa\n\uFEFFb", List.of("a", "\uFEFFb")),
        Arguments.of("券包\r\n七煌", List.of("券包", "七煌")),
        Arguments.of("x".repeat(LIMIT) + "\r\n" + "y".repeat(LIMIT), twelve()));
  }

  private static List<String> twelve() {
    return List.of("x".repeat(LIMIT), "y".repeat(LIMIT));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void cutsAlikeWhereverTheBytesAreTornApart(String text, List<String> expected) {
    byte[] bytes = text.getBytes(UTF_8);

    List<List<String>> cuts =
        Stream.iterate(1, size -> size <= Math.max(1, bytes.length), size -> size + 1)
            .map(size -> cut(bytes, size))
            .toList();

    assertThat(cuts).allSatisfy(cut -> assertThat(cut).isEqualTo(expected));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void namesTheLineThatIsTooLong(int size) {
    byte[] bytes = ("short\n" + "x".repeat(LIMIT + 1) + "\n").getBytes(UTF_8);

    RequestRefusedException refused =
        catchThrowableOfType(RequestRefusedException.class, () -> cut(bytes, size));

    assertThat(refused.violations())
        .containsExactly(Violation.invalid("line[2]", "violation.bytes", LIMIT));
  }

  @Test
  void doesNotWaitForTheEndOfALineThatIsTooLong() {
    var cutter = new LineSplitter(LIMIT);

    RequestRefusedException refused =
        catchThrowableOfType(
            RequestRefusedException.class, () -> cutter.add(new byte[LIMIT + 5], line -> {}));

    assertThat(refused).isNotNull();
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] gbk = {'o', 'k', '\n', (byte) 0xc6, (byte) 0xf8, '\n'};

    RequestRefusedException refused =
        catchThrowableOfType(RequestRefusedException.class, () -> cut(gbk, 2));

    assertThat(refused.violations())
        .containsExactly(Violation.invalid("line[2]", "violation.format"));
  }

  @Test
  void refusesWhatNoStoreCanKeep() {
    RequestRefusedException refused =
        catchThrowableOfType(RequestRefusedException.class, () -> cut(new byte[] {0, '\n'}, 8));

    assertThat(refused.violations())
        .containsExactly(Violation.invalid("line[1]", "violation.format"));
  }

  private static List<String> cut(byte[] bytes, int size) {
    var cutter = new LineSplitter(LIMIT);
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += size) {
      cutter.add(Arrays.copyOfRange(bytes, from, Math.min(from + size, bytes.length)), lines::add);
    }
    cutter.end(lines::add);
    return lines;
  }
}
