package dev.quanbao.card.api.card;

import dev.quanbao.platform.http.openapi.SharedDescription;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.IndexView;

/** Completes the API description with what all interfaces of the card surface share. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApiOfCards implements OASFilter {

  private static final String REFUSAL = "CardRefusal";
  private static final String TREE = "JsonNode";

  private final SharedDescription shared;

  public OpenApiOfCards(IndexView index) {
    this.shared = new SharedDescription(index, REFUSAL, MediaType.APPLICATION_JSON);
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null) {
      return;
    }
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    api.getComponents().addSchema(REFUSAL, refusal());
    api.getComponents().removeSchema(TREE);
    api.getComponents().removeSchema(TREE + "Type");
    shared.complete(api, CardSurface::isOwn);
  }

  // An info is any object, and not the class that holds it.
  @Override
  public Schema filterSchema(Schema schema) {
    if (schema.getRef() != null && schema.getRef().endsWith("/" + TREE)) {
      schema.setRef(null);
      schema.setType(List.of(SchemaType.OBJECT));
    }
    return schema;
  }

  private static Schema refusal() {
    Schema violation =
        of(SchemaType.OBJECT)
            .addProperty(
                "field",
                of(SchemaType.STRING)
                    .description("JSON pointer (RFC 6901); a parameter's name after a slash")
                    .addExample("/ticket_info/base_info/title"))
            .addProperty("message", of(SchemaType.STRING).addExample("不能超过 27 字节"));
    return of(SchemaType.OBJECT)
        .description("an outcome that is not success")
        .addProperty("code", of(SchemaType.INTEGER).addExample(40001))
        .addProperty("message", of(SchemaType.STRING).addExample("参数有误"))
        .addProperty(
            "errors", of(SchemaType.ARRAY).items(violation).description("the fields at fault"));
  }

  private static Schema of(SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }
}
