package dev.quanbao.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

  private static final String EXAMPLE =
      """
      {"a":1,"b":{"c":"x","d":null},"e":[{"f":true}]}
      """;

  @Test
  void other_values_and_further_keys_are_no_departure() {
    JsonNode value =
        json("{\"a\":2,\"b\":{\"c\":\"y\",\"d\":[],\"z\":0},\"e\":[{\"f\":false},{\"f\":true}]}");

    assertThat(Shape.of(json(EXAMPLE)).departuresOf(value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"1\",\"b\":{\"c\":\"x\",\"d\":null},\"e\":[{\"f\":true}]}",
        "{\"b\":{\"c\":\"x\",\"d\":null},\"a\":1,\"e\":[{\"f\":true}]}",
        "{\"a\":1,\"b\":{\"d\":null,\"c\":\"x\"},\"e\":[{\"f\":true}]}",
        "{\"a\":1,\"b\":{\"c\":\"x\"},\"e\":[{\"f\":true}]}",
        "{\"a\":1,\"b\":{\"c\":null,\"d\":null},\"e\":[{\"f\":true}]}",
        "{\"a\":1,\"b\":{\"c\":\"x\",\"d\":null},\"e\":[]}",
        "{\"a\":1,\"b\":{\"c\":\"x\",\"d\":null},\"e\":[{\"f\":true},{\"f\":1}]}",
        "{\"a\":1,\"x\":0,\"b\":{\"c\":\"x\",\"d\":null},\"e\":[{\"f\":true}]}"
      })
  void a_key_or_type_of_its_own_is_a_departure(String value) {
    assertThat(Shape.of(json(EXAMPLE)).departuresOf(json(value))).isNotEmpty();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
