package dev.quanbao.platform.http.openapi;

import dev.quanbao.platform.http.Parameters;
import dev.quanbao.platform.http.header.IfMatch;
import dev.quanbao.platform.http.page.Cursors;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;

/**
 * What the API description says of every operation of a surface: the common query parameters, those
 * of pages, {@code Idempotency-Key} where it is honoured, and refusals in the surface's manner.
 */
public final class SharedDescription {

  // Sorted, so that the same sources give the same document.
  private static final SortedMap<String, String> REFUSALS =
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

  private static final SortedMap<String, String> REFUSALS_OF_WRITES =
      new TreeMap<>(
          Map.of(
              "409", "40900 to 40929 the state, or a rule of the business, does not allow it",
              "413", "41300 body too large",
              "415", "41500 content type"));

  private final IdempotentOperations idempotent;
  private final String refusal;
  private final String mediaType;

  /**
   * The description of one surface.
   *
   * @param refusal the schema of what isn't success
   * @param mediaType what that comes as
   */
  public SharedDescription(IndexView index, String refusal, String mediaType) {
    this.idempotent = IdempotentOperations.of(index);
    this.refusal = refusal;
    this.mediaType = mediaType;
  }

  /** Completes the operations under the surface's paths. */
  public void complete(OpenAPI api, Predicate<String> isOwn) {
    api.getPaths()
        .getPathItems()
        .forEach((path, item) -> {
          if (isOwn.test(path)) {
            item.getOperations().forEach((method, operation) -> complete(path, method, operation));
          }
        });
  }

  private void complete(String path, PathItem.HttpMethod method, Operation operation) {
    operation.addParameter(query("apiVersion", "01"));
    operation.addParameter(query("version", "2.0"));
    operation.setSecurity(
        List.of(OASFactory.createSecurityRequirement().addScheme("client").addScheme("sign")));
    operation.getParameters().forEach(SharedDescription::completePage);
    idempotent
        .isKeyRequired(method, path)
        .ifPresent(required -> operation.addParameter(idempotencyKey(required)));
    REFUSALS.forEach((status, meaning) -> add(operation, status, meaning));
    if (method != PathItem.HttpMethod.GET) {
      REFUSALS_OF_WRITES.forEach((status, meaning) -> add(operation, status, meaning));
    }
    boolean isConditional =
        operation.getParameters().stream()
            .anyMatch(parameter -> IfMatch.HEADER.equals(parameter.getName()));
    if (isConditional) {
      add(operation, "412", "41200 somebody else has changed it");
    }
  }

  /** Describes the parameters of a list that is given in pages. */
  private static void completePage(Parameter parameter) {
    if (Parameters.LIMIT.equals(parameter.getName())) {
      parameter
          .description("items a page")
          .schema(
              OASFactory.createSchema()
                  .addType(SchemaType.INTEGER)
                  .minimum(BigDecimal.ONE)
                  .maximum(BigDecimal.valueOf(Parameters.MAX_LIMIT))
                  .defaultValue(Parameters.DEFAULT_LIMIT));
    }
    if (Cursors.PARAMETER.equals(parameter.getName())) {
      parameter.description("nextCursor of the page before, with the same filters");
    }
  }

  private void add(Operation operation, String status, String meaning) {
    var schema = OASFactory.createSchema().ref(refusal);
    APIResponse told =
        OASFactory.createAPIResponse()
            .description(meaning)
            .content(
                OASFactory.createContent()
                    .addMediaType(mediaType, OASFactory.createMediaType().schema(schema)));
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

  private static Schema text() {
    return OASFactory.createSchema().addType(SchemaType.STRING);
  }
}
