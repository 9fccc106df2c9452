package dev.quanbao.platform.wire;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the API description with what all interfaces of {@code /op/v2} share: the common query
 * parameters, the answers that are not success, and field names as the back office writes them.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApiOfBackOffice implements OASFilter {

  private static final String PREFIX = "/op/v2/";
  private static final String REFUSAL = "Refusal";

  private static final Map<String, String> REFUSALS =
      Map.of(
          "400", "40000 malformed, 40001 invalid parameters, 40002 unknown field",
          "401", "40100 to 40103 the sign",
          "403", "40300 permission missing",
          "404", "40400 not found",
          "409", "40900 to 40929 the state, or a rule of the business, does not allow it",
          "413", "41300 body too large",
          "415", "41500 content type",
          "500", "50000 our fault, with a trace id",
          "503", "50300 the store is unreachable");

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null) {
      return;
    }
    List<Operation> operations = backOffice(api);
    Components components =
        api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
    api.setComponents(components);
    components.addSecurityScheme("client", key("client", "the client's id"));
    components.addSecurityScheme("sign", key("sign", "the sign; a STATIC client's own value"));
    components.addSchema(REFUSAL, refusal());
    if (components.getSchemas().containsKey("DateInput")) {
      components.addSchema("DateInput", date());
    }
    operations.forEach(OpenApiOfBackOffice::complete);
    new FieldCase(components.getSchemas()).apply(operations);
  }

  private static List<Operation> backOffice(OpenAPI api) {
    List<Operation> found = new ArrayList<>();
    Map<String, PathItem> items = api.getPaths().getPathItems();
    items.forEach((path, item) -> {
      if (path.startsWith(PREFIX)) {
        found.addAll(item.getOperations().values());
      }
    });
    return found;
  }

  private static void complete(Operation operation) {
    operation.addParameter(query("apiVersion", "01"));
    operation.addParameter(query("version", "2.0"));
    operation.setSecurity(
        List.of(OASFactory.createSecurityRequirement().addScheme("client").addScheme("sign")));
    REFUSALS.forEach((status, meaning) -> {
      if (!operation.getResponses().hasAPIResponse(status)) {
        operation
            .getResponses()
            .addAPIResponse(
                status,
                OASFactory.createAPIResponse()
                    .description(meaning)
                    .content(
                        OASFactory.createContent()
                            .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref(REFUSAL)))));
      }
    });
  }

  private static Parameter query(String name, String value) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.QUERY)
        .required(true)
        .schema(text().defaultValue(value));
  }

  private static SecurityScheme key(String name, String description) {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.APIKEY)
        .in(SecurityScheme.In.QUERY)
        .name(name)
        .description(description);
  }

  private static Schema refusal() {
    Schema field = object().addProperty("field", text()).addProperty("message", text());
    Schema foot =
        object()
            .addProperty("operationTime", text())
            .addProperty("servicePhone", text())
            .addProperty("host", text());
    return object()
        .description("the envelope of an outcome that is not success")
        .addProperty("code", OASFactory.createSchema().addType(SchemaType.INTEGER))
        .addProperty("message", text())
        .addProperty(
            "data",
            OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .addType(SchemaType.NULL)
                .items(field)
                .description("the fields at fault"))
        .addProperty("page", OASFactory.createSchema().addType(SchemaType.NULL))
        .addProperty("foot", foot);
  }

  private static Schema date() {
    return OASFactory.createSchema()
        .addType(SchemaType.STRING)
        .addType(SchemaType.INTEGER)
        .description("yyyy-MM-dd, or epoch milliseconds")
        .addExample("2015-12-11");
  }

  private static Schema object() {
    return OASFactory.createSchema().addType(SchemaType.OBJECT);
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(SchemaType.STRING);
  }
}
