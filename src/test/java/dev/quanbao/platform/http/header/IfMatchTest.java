package dev.quanbao.platform.http.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        ", 7, true",
        ", , true",
        "'*', 7, true",
        "'*', , false",
        "'\"7\"', 7, true",
        "'\"7\"', 8, false",
        "'\"7\"', , false",
        "'\"6\" ,\t\"7\"', 7, true",
        "'W/\"7\"', 7, false",
        "'W/\"8\", \"7\"', 7, true",
        "'\"\"', 7, false"
      })
  void insistsOnAState(@Nullable String header, @Nullable String revision, boolean isFine) {
    IfMatch condition = IfMatch.of(header);

    RequestRefusedException refused =
        catchThrowableOfType(RequestRefusedException.class, () -> condition.require(revision));

    assertThat(refused == null).isEqualTo(isFine);
    assertThat(refused == null || refused.code() == ErrorCode.PRECONDITION_FAILED).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"7", "\"7\",", "\"7\" \"8\"", ",", "*, \"7\"", "w/\"7\""})
  void refusesAMalformedHeader(String header) {
    RequestRefusedException refused =
        catchThrowableOfType(RequestRefusedException.class, () -> IfMatch.of(header));

    assertThat(refused.violations())
        .containsExactly(Violation.parameter("If-Match", "violation.format"));
  }
}
