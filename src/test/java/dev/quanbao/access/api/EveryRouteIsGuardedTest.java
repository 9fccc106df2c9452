package dev.quanbao.access.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks every interface of the product that isn't marked as open without a sign. */
@QuarkusTest
class EveryRouteIsGuardedTest {

  record Route(String verb, String path, String contentType) {

    static Route of(Method method) {
      String verb =
          Arrays.stream(method.getAnnotations())
              .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
              .filter(Objects::nonNull)
              .map(HttpMethod::value)
              .findFirst()
              .orElseThrow();
      String path =
          Stream.of(method.getDeclaringClass(), method)
              .map(Route::pathOf)
              .map(part -> part.startsWith("/") || part.isEmpty() ? part : "/" + part)
              .reduce("", String::concat);
      return new Route(verb, path.replaceAll("\\{[^}]*}", "1"), contentTypeOf(method));
    }

    private static String pathOf(AnnotatedElement element) {
      @Nullable Path path = element.getAnnotation(Path.class);
      return path == null ? "" : path.value();
    }

    private static String contentTypeOf(Method method) {
      return Stream.of(method, method.getDeclaringClass())
          .map(element -> element.getAnnotation(Consumes.class))
          .filter(Objects::nonNull)
          .map(consumes -> consumes.value()[0])
          .findFirst()
          .orElse("application/json");
    }
  }

  static Stream<Route> guardedRoutes() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.quanbao")
            .stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
            .filter(method -> !method.isAnnotatedWith(Open.class))
            .map(JavaMethod::reflect)
            .map(Route::of);
  }

  @ParameterizedTest
  @MethodSource("guardedRoutes")
  void aRequestWithoutSignIsTurnedAway(Route route) {
    ValidatableResponse response =
        given()
            .contentType(route.contentType())
            .body("{}")
            .request(route.verb(), route.path())
            .then();

    response.statusCode(401).body("code", equalTo(40100));
  }
}
