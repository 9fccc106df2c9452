package dev.quanbao.docs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quanbao.platform.error.Refused;
import dev.quanbao.platform.wire.RecordReader;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DocsTest {

  private static final Map<String, Interface> INTERFACES =
      Interface.all().stream()
          .filter(Interface::isOfTheBackOffice)
          .collect(Collectors.toMap(Interface::path, Function.identity()));
  private static final Map<String, Interface> RESOURCES =
      Interface.all().stream()
          .filter(declared -> !declared.isOfTheBackOffice())
          .collect(Collectors.toMap(Interface::route, Function.identity()));

  @Inject RecordReader recordReader;

  @Test
  void theInterfacesPageSaysWhatTheBuildSays() throws IOException {
    var backOffice = new InterfacesPage(api(), INTERFACES);
    var resources = new ResourcesPage(api(), RESOURCES);

    String generated = backOffice.render() + resources.render(backOffice.shapes());

    CheckedInPage.named("interfaces.md").mustSay(generated);
  }

  @Test
  void theErrorsPageSaysWhatTheBuildSays() {
    String generated = ErrorsPage.ofTheBuild().render();

    CheckedInPage.named("errors.md").mustSay(generated);
  }

  @Test
  void theLifecyclePageSaysWhatTheBuildSays() throws IOException {
    JsonNode sendStatus = api().schema("TicketPackage").at("/properties/sendStatus/description");

    String generated = new LifecyclePage(sendStatus.asText()).render();

    CheckedInPage.named("lifecycle.md").mustSay(generated);
  }

  @Test
  void theConfigurationPageNamesEverySettingWithItsDefault() throws IOException {
    Map<String, String> told = Settings.on(CheckedInPage.named("configuration.md"));

    assertThat(told).isEqualTo(Settings.inCode());
  }

  @Test
  void everyExampleOfTheApiDescriptionIsAcceptedAsItStands() throws IOException {
    ApiDescription api = api();

    List<String> refused =
        INTERFACES.values().stream()
            .filter(declared -> isRefused(declared, api.schema(api.requestName(declared.path()))))
            .map(Interface::path)
            .toList();

    assertThat(refused).isEmpty();
  }

  private boolean isRefused(Interface declared, JsonNode request) {
    String example = request.path("examples").path(0).toString();
    try {
      recordReader.read(declared.request(), example.getBytes(StandardCharsets.UTF_8));
      return false;
    } catch (Refused refused) {
      return true;
    }
  }

  private static ApiDescription api() throws IOException {
    String json = given().accept("application/json").get("/q/openapi").asString();
    return new ApiDescription(new ObjectMapper().readTree(json));
  }
}
