package dev.quanbao.docs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the interfaces that the service describes against the numbers of seed 000, section 2. */
@QuarkusTest
class SeedNumbersTest {

  private static final int LAST = 33;
  private static final Pattern NUMBER = Pattern.compile("2\\.[0-9]+(\\.[0-9])?");

  @Test
  void everyNumberOfTheSeedHasItsInterface() throws IOException {
    Map<String, String> described = described();

    assertThat(described.keySet()).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void onlyTheInterfaceThatTheSeedStruckOutIsDeprecated() throws IOException {
    List<String> deprecated =
        operations().filter(one -> one.path("deprecated").asBoolean()).map(this::number).toList();

    assertThat(deprecated).containsExactly("2.9");
  }

  private static SortedSet<String> expected() {
    var expected = new TreeSet<String>();
    IntStream.rangeClosed(1, LAST).mapToObj(n -> "2." + n).forEach(expected::add);
    // One number, two interfaces.
    expected.remove("2.13");
    expected.addAll(List.of("2.13.1", "2.13.2"));
    return expected;
  }

  private Map<String, String> described() throws IOException {
    Map<String, String> described = new TreeMap<>();
    operations()
        .flatMap(one -> NUMBER.matcher(one.path("summary").asText()).results())
        .forEach(found -> described.put(found.group(), found.group()));
    return described;
  }

  private String number(JsonNode operation) {
    var found = NUMBER.matcher(operation.path("summary").asText());
    return found.find() ? found.group() : "none";
  }

  private static Stream<JsonNode> operations() throws IOException {
    String json = given().accept("application/json").get("/q/openapi").asString();
    JsonNode paths = new ObjectMapper().readTree(json).path("paths");
    return paths.properties().stream()
        .filter(path -> path.getKey().startsWith("/op/v2/"))
        .map(path -> path.getValue().path("post"));
  }
}
