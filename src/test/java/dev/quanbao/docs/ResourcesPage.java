package dev.quanbao.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A part of {@code docs/interfaces.md} whose operations differ in method and path: {@code /v3}, or
 * the card surface.
 *
 * @param head what all of them share
 * @param name what they are called
 */
record ResourcesPage(
    ApiDescription api, Map<String, Interface> resources, String head, String name) {

  private static final Set<String> REFUSALS = Set.of("Problem", "CardRefusal");
  private static final Set<String> COMMON = Set.of("apiVersion", "version", "Idempotency-Key");

  private static final String OF_V3 =
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

  private static final String OF_CARDS =
      """

      # Interfaces of card templates

      As in seed 003: names in snake_case, signed as `/op/v2` is. A success is `{"data":…}`, in
      answers every field is present, absent values as `null`; of the infos only that of the
      template's type. What is not success is `{"code","message","errors":[{"field","message"}]}`,
      `field` a JSON pointer into the body or a parameter's name after a slash, `errors` empty where
      no field is at fault; codes: [errors](errors.md). `ticket_info` is the type's object of
      WeChat's card/create and is kept whole; what WeChat demands of it is checked first, with every
      fault told: the required parts of `base_info` (`logo_url`, `code_type`, `brand_name`, `title`,
      `color`, `notice`, `description`, `sku.quantity`), lengths in bytes of UTF-8, constants, and
      the type's own fields (`discount`, 1–99 percent off; `least_cost` and `reduce_cost`, cents;
      `deal_detail`; `gift`).

      """;

  static ResourcesPage ofResources(ApiDescription api, Map<String, Interface> resources) {
    return new ResourcesPage(api, resources, OF_V3, "`/v3`");
  }

  static ResourcesPage ofCards(ApiDescription api, Map<String, Interface> resources) {
    return new ResourcesPage(api, resources, OF_CARDS, "card templates");
  }

  String render(Set<String> known) {
    var page = new StringBuilder(head);
    List<String> routes = resources.keySet().stream().sorted(this::inOrder).toList();
    routes.forEach(route -> page.append(section(route)));
    page.append("## Shapes of ").append(name).append('\n');
    Set<String> shapes = shapes();
    shapes.removeAll(known);
    shapes.forEach(
        name -> page.append("%n### %s%n%n".formatted(name)).append(shape(api.schema(name))));
    return page.toString();
  }

  /** The shapes that its operations use. */
  Set<String> shapes() {
    return new TreeSet<>(api.reachable(shapes(resources.keySet())));
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

  private List<String> shapes(Set<String> routes) {
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
    names.removeIf(found -> found.isEmpty() || REFUSALS.contains(found));
    return names;
  }

  private JsonNode operation(String route) {
    String[] parts = route.split(" ", 2);
    return api.operation(parts[0], parts[1]);
  }
}
