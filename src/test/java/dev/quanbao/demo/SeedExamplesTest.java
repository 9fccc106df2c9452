package dev.quanbao.demo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example requests of seeds 001 and 002, as printed, are answered as the seeds show it. */
@QuarkusTest
class SeedExamplesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUERY =
      "?apiVersion=01&client=70374ddd0f3641368d419b2d93127b8f&version=2.0"
          + "&sign=64089f8e90605825455a26d56c66784c";

  @ParameterizedTest
  @CsvSource({"getTicketPackageById, 001", "getTicketUsersByChatId, 002"})
  void theExampleIsAnsweredInTheStructureThatTheSeedShows(String name, String seed)
      throws IOException {
    byte[] request = resource(seed + "-request.json");
    JsonNode example = JSON.readTree(resource(seed + "-answer.json"));

    Response response =
        given().contentType("application/json").body(request).post("/op/v2/" + name + QUERY);

    JsonNode answer = JSON.readTree(response.asByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(answer.at("/code").intValue()).isEqualTo(200);
    assertThat(answer.at("/message").textValue()).isEqualTo("成功");
    assertThat(differences("", example, answer)).isEmpty();
  }

  /**
   * Where an answer lacks what the example has: a key, its place among the example's keys, its JSON
   * type. More keys may follow the example's own.
   */
  private static List<String> differences(String path, JsonNode example, JsonNode answer) {
    List<String> found = new ArrayList<>();
    if (example.getNodeType() != answer.getNodeType()
        || example.isIntegralNumber() != answer.isIntegralNumber()) {
      found.add(path + " is " + answer.getNodeType() + ", not " + example.getNodeType());
      return found;
    }
    if (example.isObject()) {
      List<String> names = names(example);
      List<String> first = names(answer).stream().limit(names.size()).toList();
      if (!first.equals(names)) {
        found.add(path + " has " + first + ", not " + names);
        return found;
      }
      names.forEach(name ->
          found.addAll(differences(path + "/" + name, example.get(name), answer.get(name))));
    }
    if (example.isArray()) {
      if (example.size() != answer.size()) {
        found.add(path + " has " + answer.size() + " elements, not " + example.size());
        return found;
      }
      for (int i = 0; i < example.size(); i++) {
        found.addAll(differences(path + "/" + i, example.get(i), answer.get(i)));
      }
    }
    return found;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SeedExamplesTest.class.getResourceAsStream("/seeds/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
