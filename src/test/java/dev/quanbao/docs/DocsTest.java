package dev.quanbao.docs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quanbao.architecture.Features;
import dev.quanbao.card.api.card.CardRequests;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.http.json.JsonRequest;
import dev.quanbao.platform.http.json.RecordReader;
import dev.quanbao.platform.store.DocumentRepository;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DocsTest {

  private static final Map<String, Interface> INTERFACES =
      all(Interface::isOfTheBackOffice, Interface::path);
  private static final Map<String, Interface> RESOURCES =
      all(Interface::isResource, Interface::route);
  private static final Map<String, Interface> CARDS =
      all(one -> !one.isOfTheBackOffice() && !one.isResource(), Interface::route);

  @Inject RecordReader recordReader;
  @Inject @All List<DocumentRepository<?>> repositories;

  @Test
  void theArchitecturePageDrawsTheArrowsThatTheBuildAllows() {
    String generated = "```mermaid\n" + Features.picture() + "```\n";

    CheckedInPage.atTheRoot("ARCHITECTURE.md").mustSay("features", generated);
  }

  @Test
  void theArchitecturePageListsTheCollectionsOfTheBuild() {
    String generated = new CollectionsTable(repositories).render();

    CheckedInPage.atTheRoot("ARCHITECTURE.md").mustSay("collections", generated);
  }

  @Test
  void theInterfacesPageSaysWhatTheBuildSays() throws IOException {
    var backOffice = new InterfacesPage(api(), INTERFACES);
    var resources = ResourcesPage.ofResources(api(), RESOURCES);
    var cards = ResourcesPage.ofCards(api(), CARDS);

    String generated =
        backOffice.render() + resources.render(backOffice.shapes()) + cards.render(Set.of());

    CheckedInPage.named("interfaces.md").mustSay(generated);
  }

  @Test
  void everyExampleOfACardRequestIsAccepted() throws IOException {
    ApiDescription api = api();

    List<String> refused =
        Stream.of(CardRequests.class.getDeclaredClasses())
            .filter(type -> type.isAnnotationPresent(JsonRequest.class))
            .filter(type -> isRefused(type.asSubclass(Record.class), api))
            .map(Class::getSimpleName)
            .toList();

    assertThat(refused).isEmpty();
  }

  private boolean isRefused(Class<? extends Record> type, ApiDescription api) {
    return isRefused(type, api.schema(type.getAnnotation(Schema.class).name()));
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
  void theConfigurationPageSaysWhatTheBuildSays() {
    String generated = ConfigurationPage.ofTheBuild().render();

    CheckedInPage.named("configuration.md").mustSay(generated);
  }

  @Test
  void everyExampleOfTheApiDescriptionIsAcceptedAsItStands() throws IOException {
    ApiDescription api = api();

    List<String> refused =
        INTERFACES.values().stream()
            .filter(declared ->
                isRefused(declared.request(), api.schema(api.requestName(declared.path()))))
            .map(Interface::path)
            .toList();

    assertThat(refused).isEmpty();
  }

  private boolean isRefused(Class<? extends Record> type, JsonNode request) {
    String example = request.path("examples").path(0).toString();
    try {
      recordReader.read(type, example.getBytes(StandardCharsets.UTF_8));
      return false;
    } catch (RequestRefusedException refused) {
      return true;
    }
  }

  private static ApiDescription api() throws IOException {
    String json = given().accept("application/json").get("/q/openapi").asString();
    return new ApiDescription(new ObjectMapper().readTree(json));
  }

  private static Map<String, Interface> all(
      Predicate<Interface> which, Function<Interface, String> name) {
    return Interface.all().stream()
        .filter(which)
        .collect(Collectors.toMap(name, Function.identity()));
  }
}
