package dev.quanbao.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A schema of the API description as a table of its fields. */
record Shape(JsonNode schema) {

  private static final String DATE = "DateInput";
  private static final String MOMENT = "Instant";

  String requestTable() {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    var table = new StringBuilder("| field | type | | limits | |\n|---|---|---|---|---|\n");
    schema
        .path("properties")
        .properties()
        .forEach(field ->
            table.append(
                "| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                        field.getKey(),
                        type(field.getValue()),
                        required.contains(field.getKey()) ? "R" : "",
                        limits(field.getValue()),
                        field.getValue().path("description").asText())));
    return table.toString();
  }

  String answerTable() {
    var table = new StringBuilder("| field | type | |\n|---|---|---|\n");
    schema
        .path("properties")
        .properties()
        .forEach(field ->
            table.append(
                "| `%s` | %s | %s |%n"
                    .formatted(
                        field.getKey(),
                        type(field.getValue()),
                        field.getValue().path("description").asText())));
    return table.toString();
  }

  static String type(JsonNode field) {
    String name = ApiDescription.nameOf(field);
    if (name.equals(DATE)) {
      return "date";
    }
    if (name.equals(MOMENT)) {
      return "time";
    }
    if (!name.isEmpty()) {
      return "[%s](#%s)".formatted(name, name.toLowerCase(java.util.Locale.ROOT));
    }
    return field.path("type").asText().equals("array")
        ? "list of " + type(field.path("items"))
        : field.path("type").asText("any");
  }

  /** The schemas that fields refer to, dates excepted. */
  List<String> references() {
    return StreamSupport.stream(schema.path("properties").spliterator(), false)
        .map(field -> field.has("items") ? field.path("items") : field)
        .map(ApiDescription::nameOf)
        .filter(name -> !name.isEmpty() && !name.equals(DATE) && !name.equals(MOMENT))
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  static String limits(JsonNode field) {
    List<String> limits = new ArrayList<>();
    range(field, "minItems", "maxItems", " items", limits);
    JsonNode value = field.has("items") ? field.path("items") : field;
    range(value, "minimum", "maximum", "", limits);
    if (value.path("pattern").asText().equals("\\S")) {
      limits.add("not blank");
    } else if (value.has("pattern")) {
      limits.add("`" + value.path("pattern").asText().replace("|", "\\|") + "`");
    }
    range(value, "minLength", "maxLength", " characters", limits);
    if (value.has("enum")) {
      limits.add(
          StreamSupport.stream(value.path("enum").spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining(", ")));
    }
    return String.join("; ", limits);
  }

  private static void range(
      JsonNode value, String from, String to, String what, List<String> limits) {
    if (value.has(from) && value.has(to)) {
      limits.add(value.path(from).asText() + "–" + value.path(to).asText() + what);
    } else if (value.has(to)) {
      limits.add("≤ " + value.path(to).asText() + what);
    } else if (value.has(from)) {
      limits.add("≥ " + value.path(from).asText() + what);
    }
  }
}
