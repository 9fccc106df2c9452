package dev.quanbao.platform.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where faults stand, in bodies of either spelling. */
class JsonPointersTest {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "beginAt, /begin_at",
    "ticketInfo.base_info.title, /ticket_info/base_info/title",
    "ticketInfo.base_info.location_id_list[3], /ticket_info/base_info/location_id_list/3",
    "a/b~c, /a~1b~0c"
  })
  void aBodyOfSnakeCaseIsPointedIntoInSnakeCase(String path, String expected) {
    String pointer = JsonPointers.inSnakeCase(Violation.invalid(path, "violation.format"));

    assertThat(pointer).isEqualTo(expected);
  }

  @Test
  void aFieldNobodyKnowsKeepsItsName() {
    String pointer = JsonPointers.inSnakeCase(Violation.unknown("fooBar"));

    assertThat(pointer).isEqualTo("/fooBar");
  }

  @Test
  void soDoesAParameter() {
    String pointer =
        JsonPointers.inSnakeCase(Violation.parameter("apiVersion", "violation.format"));

    assertThat(pointer).isEqualTo("/apiVersion");
  }

  @Test
  void elsewhereNamesStayInCamelCase() {
    String pointer = JsonPointers.of(Violation.invalid("lines[0].unitPrice", "violation.format"));

    assertThat(pointer).isEqualTo("/lines/0/unitPrice");
  }
}
