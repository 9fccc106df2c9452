package dev.quanbao.platform.http.openapi;

import dev.quanbao.platform.http.json.FieldNames;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Gives the fields of requests the names the back office writes: {@code TicketPackageId}.
 *
 * <p>A schema that an answer uses as well is left as it is, since answers are in camelCase.
 */
final class FieldCase {

  private final Map<String, Schema> schemas;

  FieldCase(Map<String, Schema> schemas) {
    this.schemas = schemas;
  }

  void apply(List<Operation> operations) {
    Set<String> requests = new HashSet<>();
    Set<String> answers = new HashSet<>();
    for (Operation operation : operations) {
      if (operation.getRequestBody() != null) {
        collect(operation.getRequestBody().getContent(), requests);
      }
      operation
          .getResponses()
          .getAPIResponses()
          .values()
          .forEach(answer -> collect(answer.getContent(), answers));
    }
    requests.removeAll(answers);
    requests.forEach(name -> rename(schemas.get(name)));
  }

  private void collect(@Nullable Content content, Set<String> found) {
    if (content != null && content.getMediaTypes() != null) {
      content.getMediaTypes().values().stream()
          .map(MediaType::getSchema)
          .forEach(schema -> collect(schema, found));
    }
  }

  private void collect(@Nullable Schema schema, Set<String> found) {
    if (schema == null) {
      return;
    }
    if (schema.getRef() != null) {
      String name = schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
      if (schemas.containsKey(name) && found.add(name)) {
        collect(schemas.get(name), found);
      }
    }
    parts(schema).forEach(part -> collect(part, found));
  }

  private static Stream<Schema> parts(Schema schema) {
    return Stream.of(
            listed(schema.getItems()),
            schema.getProperties() == null ? List.<Schema>of() : schema.getProperties().values(),
            schema.getAllOf() == null ? List.<Schema>of() : schema.getAllOf(),
            schema.getAnyOf() == null ? List.<Schema>of() : schema.getAnyOf())
        .flatMap(java.util.Collection::stream);
  }

  private static List<Schema> listed(@Nullable Schema schema) {
    return schema == null ? List.of() : List.of(schema);
  }

  private static void rename(@Nullable Schema schema) {
    if (schema == null || schema.getProperties() == null) {
      return;
    }
    Map<String, Schema> renamed = new LinkedHashMap<>();
    schema
        .getProperties()
        .forEach((name, property) -> renamed.put(FieldNames.print(name), property));
    schema.setProperties(renamed);
    if (schema.getRequired() != null) {
      schema.setRequired(schema.getRequired().stream().map(FieldNames::print).toList());
    }
  }
}
