package dev.quanbao.platform.http.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the API description with what all interfaces of {@code /op/v2} share: the common query
 * parameters, the answers that are not success, and field names as the back office writes them.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApiOfBackOffice implements OASFilter {

  private static final String PREFIX = "/op/v2/";
  private static final String REFUSAL = "Refusal";

  // Sorted, so that the same sources give the same document.
  private static final SortedMap<String, String> REFUSALS =
      new TreeMap<>(
          Map.of(
              "400", "40000 malformed, 40001 invalid parameters, 40002 unknown field",
              "401", "40100 to 40103 the sign",
              "403", "40300 permission missing",
              "404", "40400 not found",
              "409", "40900 to 40929 the state, or a rule of the business, does not allow it",
              "413", "41300 body too large",
              "415", "41500 content type",
              "429", "42900 too many requests",
              "500", "50000 our fault, with a trace id",
              "503", "50300 the store is unreachable"));

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
    showEnvelopes(components.getSchemas());
    operations.forEach(OpenApiOfBackOffice::complete);
    nameOperations(api);
    new FieldCase(components.getSchemas()).apply(operations);
    InterfaceOrder.apply(api);
  }

  // The scanner writes "object" beside every reference; beside that to a date it is a
  // contradiction.
  @Override
  public Schema filterSchema(Schema schema) {
    if (schema.getRef() != null) {
      schema.setType(null);
    }
    return schema;
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

  // A generated client's methods are called by these names.
  private static void nameOperations(OpenAPI api) {
    api.getPaths()
        .getPathItems()
        .forEach((path, item) -> {
          if (path.startsWith(PREFIX) && item.getPOST() != null) {
            item.getPOST().setOperationId(path.substring(PREFIX.length()));
          }
        });
  }

  private static void complete(Operation operation) {
    operation.addParameter(query("apiVersion", "01"));
    operation.addParameter(query("version", "2.0"));
    operation.setSecurity(
        List.of(OASFactory.createSecurityRequirement().addScheme("client").addScheme("sign")));
    REFUSALS.forEach((status, meaning) -> {
      APIResponse told = operation.getResponses().getAPIResponse(status);
      if (told == null || told.getContent() == null) {
        operation.getResponses().addAPIResponse(status, refusalThat(meaning));
      }
    });
  }

  private static APIResponse refusalThat(String meaning) {
    MediaType envelope =
        OASFactory.createMediaType().schema(OASFactory.createSchema().ref(REFUSAL));
    return OASFactory.createAPIResponse()
        .description(meaning)
        .content(OASFactory.createContent().addMediaType("application/json", envelope));
  }

  private static void showEnvelopes(Map<String, Schema> schemas) {
    schemas.forEach((name, schema) -> {
      if (name.startsWith("Envelope")) {
        show(schema, "code", 200);
        show(schema, "message", "成功");
      } else if (name.equals("Foot")) {
        show(schema, "operationTime", "2015-11-23 17:10:08");
        show(schema, "servicePhone", "400800400");
        show(schema, "host", "test3");
      }
    });
  }

  private static void show(Schema schema, String property, Object example) {
    Optional.ofNullable(schema.getProperties().get(property))
        .ifPresent(shown -> shown.addExample(example));
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
    Schema field =
        object()
            .addProperty("field", text().addExample("Tickets[0].Count"))
            .addProperty("message", text().addExample("不能小于 1"));
    return object()
        .description("the envelope of an outcome that is not success")
        .addProperty(
            "code", OASFactory.createSchema().addType(SchemaType.INTEGER).addExample(40001))
        .addProperty("message", text().addExample("参数有误"))
        .addProperty(
            "data",
            OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .addType(SchemaType.NULL)
                .items(field)
                .description("the fields at fault"))
        .addProperty("page", OASFactory.createSchema().addType(SchemaType.NULL))
        .addProperty("foot", OASFactory.createSchema().ref("Foot"));
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
