package dev.quanbao.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The second half of {@code docs/interfaces.md}: every operation of {@code /v3}. */
record ResourcesPage(ApiDescription api, Map<String, Interface> resources) {

  private static final Set<String> COMMON = Set.of("apiVersion", "version", "Idempotency-Key");

  private static final String HEAD =
      """

      # Interfaces of `/v3`

      Resources without an envelope, in camelCase; signed as `/op/v2` is. In answers every field is
      present, absent values as `null`; times are RFC 3339 in UTC, amounts whole cents. What is not
      success is `application/problem+json` (RFC 9457): `type`, `title`, `status`, `code`, `reason`,
      `detail`, `instance` (the trace id), and `violations` (`pointer`, `code`, `message`) where
      fields are at fault; codes and reasons: [errors](errors.md). Lists answer
      `{items, nextCursor}`: `limit` is 1–200, 50 unless given; `cursor` is the `nextCursor` of the
      page before, with the same filters. `Idempotency-Key`: 1–64 printable ASCII characters, kept
      24 h per client and path.

      """;

  String render(Set<String> known) {
    var page = new StringBuilder(HEAD);
    List<String> routes = resources.keySet().stream().sorted(this::inOrder).toList();
    routes.forEach(route -> page.append(section(route)));
    page.append("## Shapes of `/v3`\n");
    Set<String> shapes = new TreeSet<>(api.reachable(shapes(routes)));
    shapes.removeAll(known);
    shapes.forEach(
        name -> page.append("%n### %s%n%n".formatted(name)).append(shape(api.schema(name))));
    return page.toString();
  }

  private static String shape(JsonNode schema) {
    return schema.has("enum")
        ? "One of " + Shape.limits(schema) + ".\n"
        : new Shape(schema).requestTable();
  }

  // What belongs to one thing stands together, and within that as the life of a thing goes.
  private int inOrder(String one, String other) {
    String[] a = one.split(" ", 2);
    String[] b = other.split(" ", 2);
    return a[1].equals(b[1]) ? b[0].compareTo(a[0]) : a[1].compareTo(b[1]);
  }

  private String section(String route) {
    Interface declared = resources.get(route);
    JsonNode operation = operation(route);
    return """
    ## %s

    `%s` · permission %s%s · operation `%s`

    %s

    %s%s%s
    """
        .formatted(
            operation.path("summary").asText(),
            route,
            declared.permissions(),
            declared.isIdempotent() ? " · honours `Idempotency-Key`" : "",
            operation.path("operationId").asText(),
            operation.path("description").asText(),
            parameters(operation),
            body(operation),
            answers(operation));
  }

  private static String parameters(JsonNode operation) {
    var table = new StringBuilder();
    operation
        .path("parameters")
        .forEach(parameter -> {
          if (!COMMON.contains(parameter.path("name").asText())) {
            table.append(
                "| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                        parameter.path("name").asText(),
                        parameter.path("in").asText(),
                        Shape.type(parameter.path("schema")),
                        Shape.limits(parameter.path("schema")),
                        parameter.path("description").asText()));
          }
        });
    return table.isEmpty()
        ? ""
        : "| parameter | in | type | limits | |\n|---|---|---|---|---|\n" + table + "\n";
  }

  private static String body(JsonNode operation) {
    List<String> kinds = new ArrayList<>();
    operation
        .at("/requestBody/content")
        .properties()
        .forEach(kind ->
            kinds.add("`" + kind.getKey() + "` " + Shape.type(kind.getValue().path("schema"))));
    return kinds.isEmpty() ? "" : "Body: " + String.join(", or ", kinds) + "\n\n";
  }

  private static String answers(JsonNode operation) {
    var lines = new StringBuilder();
    operation.path("responses").properties().stream()
        .filter(answer -> answer.getKey().startsWith("2"))
        .forEach(answer ->
            lines.append("Answers %s%s%n".formatted(answer.getKey(), content(answer.getValue()))));
    return lines.toString();
  }

  private static String content(JsonNode answer) {
    var text = new StringBuilder();
    answer
        .path("content")
        .properties()
        .forEach(kind ->
            text.append(text.isEmpty() ? ": " : ", or ")
                .append(Shape.type(kind.getValue().path("schema"))));
    return text.toString();
  }

  private List<String> shapes(List<String> routes) {
    List<String> names = new ArrayList<>();
    for (String route : routes) {
      JsonNode operation = operation(route);
      operation
          .findValues("schema")
          .forEach(schema -> {
            names.add(ApiDescription.nameOf(schema));
            names.add(ApiDescription.nameOf(schema.path("items")));
          });
    }
    names.removeIf(name -> name.isEmpty() || name.equals("Problem"));
    return names;
  }

  private JsonNode operation(String route) {
    String[] parts = route.split(" ", 2);
    return api.operation(parts[0], parts[1]);
  }
}
