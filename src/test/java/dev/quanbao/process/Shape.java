package dev.quanbao.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The structure of a JSON example: its keys in their order, and the type of each value. */
final class Shape {

  private final JsonNode example;

  private Shape(JsonNode example) {
    this.example = example;
  }

  static Shape of(JsonNode example) {
    return new Shape(example);
  }

  /**
   * Where a value departs from the example; what comes after the example's keys may be anything.
   */
  List<String> departuresOf(JsonNode value) {
    List<String> departures = new ArrayList<>();
    compare("", example, value, departures);
    return departures;
  }

  private static void compare(
      String at, JsonNode example, JsonNode value, List<String> departures) {
    if (example.isNull()) {
      return; // An example that shows no value says nothing of its type.
    }
    if (value.getNodeType() != example.getNodeType()) {
      departures.add(at + ": " + example.getNodeType() + " became " + value.getNodeType());
    } else if (example.isObject()) {
      compareKeys(at, example, value, departures);
    } else if (example.isArray()) {
      compareElements(at, example, value, departures);
    }
  }

  private static void compareKeys(
      String at, JsonNode example, JsonNode value, List<String> departures) {
    List<String> wanted = names(example);
    List<String> found = names(value);
    if (found.size() < wanted.size() || !found.subList(0, wanted.size()).equals(wanted)) {
      departures.add(at + ": keys " + wanted + " became " + found);
      return;
    }
    wanted.forEach(key -> compare(at + "/" + key, example.get(key), value.get(key), departures));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  // Every element is like the example's first; one that shows elements is not met by none.
  private static void compareElements(
      String at, JsonNode example, JsonNode value, List<String> departures) {
    if (!example.isEmpty() && value.isEmpty()) {
      departures.add(at + ": is empty");
    }
    for (int i = 0; i < value.size() && !example.isEmpty(); i++) {
      compare(at + "/" + i, example.get(0), value.get(i), departures);
    }
  }
}
