package dev.quanbao.platform.http.openapi;

import dev.quanbao.platform.http.problem.ProblemSurface;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.IndexView;

/**
 * Completes the API description with what all interfaces of {@code /v3} share, problem details
 * above all.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApiOfResources implements OASFilter {

  private static final String PREFIX = "/v3/";
  private static final String PROBLEM = "Problem";
  private static final String VIOLATION = "Violation";

  private final SharedDescription shared;

  public OpenApiOfResources(IndexView index) {
    this.shared = new SharedDescription(index, PROBLEM, ProblemSurface.MEDIA_TYPE);
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null) {
      return;
    }
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    api.getComponents().addSchema(PROBLEM, problem()).addSchema(VIOLATION, violation());
    shared.complete(api, path -> path.startsWith(PREFIX));
  }

  private static Schema problem() {
    return object()
        .description("an outcome that is not success, as in RFC 9457")
        .addProperty("type", text().addExample("urn:quanbao:problem:not-found"))
        .addProperty("title", text().addExample("not found"))
        .addProperty("status", integer().addExample(404))
        .addProperty("code", integer().addExample(40400))
        .addProperty("reason", text().addExample("NOT_FOUND"))
        .addProperty("detail", text().addExample("不存在"))
        .addProperty("instance", text().description("the trace id"))
        .addProperty(
            "violations",
            OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .addType(SchemaType.NULL)
                .items(OASFactory.createSchema().ref(VIOLATION))
                .description("the fields at fault"));
  }

  private static Schema violation() {
    return object()
        .description("a field at fault")
        .addProperty(
            "pointer",
            text()
                .description(
                    "JSON pointer (RFC 6901) into the body; a parameter's name after a slash; of a"
                        + " text of lines /line/ and its number from 1")
                .addExample("/lines/0/amount"))
        .addProperty("code", text().addExample("min"))
        .addProperty("message", text().addExample("不能小于 1"));
  }

  private static Schema object() {
    return OASFactory.createSchema().addType(SchemaType.OBJECT);
  }

  private static Schema integer() {
    return OASFactory.createSchema().addType(SchemaType.INTEGER);
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(SchemaType.STRING);
  }
}
