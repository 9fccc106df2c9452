package dev.quanbao.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that others make have no spaces and nothing but printable ASCII. */
class OpaqueIdsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "u1",
        "!",
        "~",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void areWellFormed(String id) {
    assertThat(OpaqueIds.isWellFormed(id)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "' u1'",
    "'u 1'",
    "用户",
    "01234567890123456789012345678901234567890123456789012345678901234"
  })
  void areNotWellFormed(String text) {
    assertThat(OpaqueIds.isWellFormed(text)).isFalse();
  }
}
