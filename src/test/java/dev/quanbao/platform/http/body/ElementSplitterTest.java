package dev.quanbao.platform.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quanbao.platform.error.ErrorCode;
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

class ElementSplitterTest {

  private static final int LIMIT = 40;

  static Stream<Arguments> arrays() {
    return Stream.of(
        Arguments.of("[]", List.of()),
        Arguments.of(" [ \n ] ", List.of()),
        Arguments.of("[1]", List.of("1")),
        Arguments.of("[{\"a\":[1,{}]},{\"b\":2}]", List.of("{\"a\":[1,{}]}", "{\"b\":2}")),
        Arguments.of(
            "[{\"a\":\"],}\\\"[\"},\"\\\\\",\"券\"]",
            List.of("{\"a\":\"],}\\\"[\"}", "\"\\\\\"", "\"券\"")));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void cutsAlikeWhereverTheBytesAreTornApart(String text, List<String> expected) {
    byte[] bytes = text.getBytes(UTF_8);

    List<List<String>> cuts =
        Stream.iterate(1, size -> size <= bytes.length, size -> size + 1)
            .map(size -> cut(bytes, size))
            .toList();

    assertThat(cuts).allSatisfy(cut -> assertThat(cut).isEqualTo(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{}", "[", "[1", "[1,]", "[,]", "[,1]", "[1,,2]", "[1] x", "[\"a]"})
  void whatIsNoArrayIsMalformed(String text) {
    RequestRefusedException refused =
        catchThrowableOfType(RequestRefusedException.class, () -> cut(text.getBytes(UTF_8), 1));

    assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
  }

  @Test
  void namesTheElementThatIsTooLong() {
    byte[] bytes = ("[1,\"" + "x".repeat(LIMIT) + "\"]").getBytes(UTF_8);

    RequestRefusedException refused =
        catchThrowableOfType(RequestRefusedException.class, () -> cut(bytes, 7));

    assertThat(refused.violations())
        .containsExactly(Violation.invalid("[1]", "violation.bytes", LIMIT));
  }

  @Test
  void leavesOpenWhetherAnElementIsJson() {
    List<String> cut = cut("[{\"a\":1]},{}]".getBytes(UTF_8), 3);

    assertThat(cut).containsExactly("{\"a\":1]}", "{}");
  }

  private static List<String> cut(byte[] bytes, int size) {
    var cutter = new ElementSplitter(LIMIT);
    List<String> elements = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += size) {
      byte[] chunk = Arrays.copyOfRange(bytes, from, Math.min(from + size, bytes.length));
      cutter.add(chunk, element -> elements.add(new String(element, UTF_8)));
    }
    cutter.end(element -> elements.add(new String(element, UTF_8)));
    return elements;
  }
}
