package dev.quanbao.platform.wire;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;

/**
 * Completes the API description with what all interfaces of {@code /v3} share: the common query
 * parameters, {@code Idempotency-Key} where it is honoured, and problem details.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApiOfResources implements OASFilter {

  private static final String PREFIX = "/v3/";
  private static final String PROBLEM = "Problem";
  private static final String VIOLATION = "Violation";

  // Sorted, so that the same sources give the same document.
  private static final SortedMap<String, String> PROBLEMS =
      new TreeMap<>(
          Map.of(
              "400", "40000 malformed, 40001 invalid parameters, 40002 unknown field",
              "401", "40100 to 40103 the sign",
              "403", "40300 permission missing",
              "404", "40400 not found",
              "406", "40600 Accept",
              "429", "42900 too many requests",
              "500", "50000 our fault, with a trace id",
              "503", "50300 the store is unreachable"));

  private static final SortedMap<String, String> PROBLEMS_OF_WRITES =
      new TreeMap<>(
          Map.of(
              "409", "40900 to 40929 the state, or a rule of the business, does not allow it",
              "413", "41300 body too large",
              "415", "41500 content type"));

  private final IdempotentOperations idempotent;

  public OpenApiOfResources(IndexView index) {
    this.idempotent = IdempotentOperations.of(index);
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
    api.getPaths()
        .getPathItems()
        .forEach((path, item) -> {
          if (path.startsWith(PREFIX)) {
            item.getOperations().forEach((method, operation) -> complete(path, method, operation));
          }
        });
  }

  private void complete(String path, PathItem.HttpMethod method, Operation operation) {
    operation.addParameter(query("apiVersion", "01"));
    operation.addParameter(query("version", "2.0"));
    operation.setSecurity(
        List.of(OASFactory.createSecurityRequirement().addScheme("client").addScheme("sign")));
    idempotent
        .isKeyRequired(method, path)
        .ifPresent(required -> operation.addParameter(idempotencyKey(required)));
    PROBLEMS.forEach((status, meaning) -> add(operation, status, meaning));
    if (method != PathItem.HttpMethod.GET) {
      PROBLEMS_OF_WRITES.forEach((status, meaning) -> add(operation, status, meaning));
    }
    boolean isConditional =
        operation.getParameters().stream()
            .anyMatch(parameter -> IfMatch.HEADER.equals(parameter.getName()));
    if (isConditional) {
      add(operation, "412", "41200 somebody else has changed it");
    }
  }

  private static void add(Operation operation, String status, String meaning) {
    var schema = OASFactory.createSchema().ref(PROBLEM);
    APIResponse told =
        OASFactory.createAPIResponse()
            .description(meaning)
            .content(
                OASFactory.createContent()
                    .addMediaType(
                        ProblemSurface.MEDIA_TYPE, OASFactory.createMediaType().schema(schema)));
    APIResponse known = operation.getResponses().getAPIResponse(status);
    if (known == null || known.getContent() == null) {
      operation.getResponses().addAPIResponse(status, told);
    }
  }

  private static Parameter query(String name, String value) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.QUERY)
        .required(true)
        .schema(text().defaultValue(value));
  }

  private static Parameter idempotencyKey(boolean isRequired) {
    return OASFactory.createParameter()
        .name("Idempotency-Key")
        .in(Parameter.In.HEADER)
        .required(isRequired)
        .description("the same key and body again: the first answer again")
        .schema(text().minLength(1).maxLength(64).pattern("[ -~]{1,64}"));
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
