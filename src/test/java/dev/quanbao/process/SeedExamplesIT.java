package dev.quanbao.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example requests of seeds 001 and 002, sent as they are printed there. */
class SeedExamplesIT {

  private static final String QUERY =
      "?apiVersion=01&client=70374ddd0f3641368d419b2d93127b8f&version=2.0"
          + "&sign=64089f8e90605825455a26d56c66784c";
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final Services services = new Services();

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void both_are_answered_as_the_examples_show() throws Exception {
    Service service = services.start("seeds", 1, services.folder()).getFirst();

    HttpResponse<byte[]> packageById = send(service, "getTicketPackageById", "001");
    HttpResponse<byte[]> ticketsByChat = send(service, "getTicketUsersByChatId", "002");

    isLikeTheExample(packageById, "001");
    isLikeTheExample(ticketsByChat, "002");
  }

  private HttpResponse<byte[]> send(Service service, String operation, String seed)
      throws IOException, InterruptedException {
    URI target = service.address().resolve("/op/v2/" + operation + QUERY);
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(resource(seed + "-request.json")))
            .build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  private static void isLikeTheExample(HttpResponse<byte[]> response, String seed)
      throws IOException {
    JsonNode answer = JSON.readTree(response.body());
    JsonNode example = JSON.readTree(resource(seed + "-answer.json"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(answer.get("code").asInt()).isEqualTo(200);
    assertThat(answer.get("message").asText()).isEqualTo("成功");
    assertThat(Shape.of(example).departuresOf(answer)).as(answer::toPrettyString).isEmpty();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SeedExamplesIT.class.getResourceAsStream("/seeds/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
