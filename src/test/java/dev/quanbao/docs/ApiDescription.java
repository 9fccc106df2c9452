package dev.quanbao.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document of the running build. */
record ApiDescription(JsonNode root) {

  JsonNode operation(String path) {
    return root.path("paths").path(path).path("post");
  }

  JsonNode operation(String method, String path) {
    return root.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
  }

  /** The shapes with these names, and those they consist of. */
  Set<String> reachable(Collection<String> names) {
    Set<String> found = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (found.add(name)) {
        open.addAll(new Shape(schema(name)).references());
      }
    }
    return found;
  }

  List<String> paths() {
    List<String> paths = new ArrayList<>();
    root.path("paths").fieldNames().forEachRemaining(paths::add);
    return paths;
  }

  String requestName(String path) {
    return nameOf(
        operation(path).at("/requestBody/content").path("application/json").path("schema"));
  }

  /** What stands under {@code data} in the answer of a success. */
  JsonNode data(String path) {
    JsonNode envelope =
        operation(path).at("/responses/200/content").path("application/json").path("schema");
    return schema(nameOf(envelope)).at("/properties/data");
  }

  JsonNode schema(String name) {
    return root.path("components").path("schemas").path(name);
  }

  /** The schema a node refers to; empty when it doesn't. */
  static String nameOf(JsonNode node) {
    String ref = node.path("$ref").asText();
    return ref.substring(ref.lastIndexOf('/') + 1);
  }
}
