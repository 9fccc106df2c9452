package dev.quanbao.demo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quanbao.testing.SeedExample;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
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
    byte[] request = SeedExample.bytes(seed + "-request");
    JsonNode example = SeedExample.json(seed + "-answer");

    Response response =
        given().contentType("application/json").body(request).post("/op/v2/" + name + QUERY);

    JsonNode answer = JSON.readTree(response.asByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(answer.at("/code").intValue()).isEqualTo(200);
    assertThat(answer.at("/message").textValue()).isEqualTo("成功");
    assertThat(SeedExample.differences(example, answer)).isEmpty();
  }
}
