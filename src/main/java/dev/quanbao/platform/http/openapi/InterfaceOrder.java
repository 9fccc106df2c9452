package dev.quanbao.platform.http.openapi;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * Puts paths and tags of the API description into the order of the interfaces' numbers, with which
 * their summaries begin: 2.2 comes before 2.13.1.
 */
final class InterfaceOrder {

  private InterfaceOrder() {}

  static void apply(OpenAPI api) {
    List<Map.Entry<String, PathItem>> paths =
        api.getPaths().getPathItems().entrySet().stream()
            .sorted(Comparator.comparing(entry -> numberOf(entry.getValue()), Arrays::compare))
            .toList();
    Map<String, PathItem> sorted = new LinkedHashMap<>();
    Set<String> tags = new LinkedHashSet<>();
    for (Map.Entry<String, PathItem> path : paths) {
      sorted.put(path.getKey(), path.getValue());
      path.getValue().getOperations().values().stream()
          .map(Operation::getTags)
          .forEach(named -> tags.addAll(named == null ? List.of() : named));
    }
    api.getPaths().setPathItems(sorted);
    sort(api, List.copyOf(tags));
  }

  private static void sort(OpenAPI api, List<String> order) {
    if (api.getTags() != null) {
      api.setTags(
          api.getTags().stream()
              .sorted(Comparator.comparingInt((Tag tag) -> order.indexOf(tag.getName())))
              .toList());
    }
  }

  private static int[] numberOf(PathItem item) {
    return item.getOperations().values().stream()
        .map(Operation::getSummary)
        .filter(summary -> summary != null && summary.matches("\\d+(\\.\\d+)* .*"))
        .findFirst()
        .map(summary -> Arrays.stream(summary.split(" ", 2)[0].split("\\.", -1)))
        .map(parts -> parts.mapToInt(Integer::parseInt).toArray())
        .orElse(new int[] {Integer.MAX_VALUE});
  }
}
