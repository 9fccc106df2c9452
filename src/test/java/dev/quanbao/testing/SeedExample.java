package dev.quanbao.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a seed prints, and where an answer isn't like it. */
public final class SeedExample {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SeedExample() {}

  /** The bytes of an example, as in {@code 001-request}. */
  public static byte[] bytes(String name) {
    String file = "/seeds/" + name + ".json";
    try (InputStream in = SeedExample.class.getResourceAsStream(file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An example as JSON. */
  public static JsonNode json(String name) {
    try {
      return JSON.readTree(bytes(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where an answer lacks what the example has: a key, its place among the example's keys, its JSON
   * type. More keys may follow the example's own.
   */
  public static List<String> differences(JsonNode example, JsonNode answer) {
    return differences("", example, answer);
  }

  private static List<String> differences(String path, JsonNode example, JsonNode answer) {
    List<String> found = new ArrayList<>();
    if (example.getNodeType() != answer.getNodeType()
        || example.isIntegralNumber() != answer.isIntegralNumber()) {
      found.add(path + " is " + answer.getNodeType() + ", not " + example.getNodeType());
      return found;
    }
    if (example.isObject()) {
      List<String> names = names(example);
      List<String> first = names(answer).stream().limit(names.size()).toList();
      if (!first.equals(names)) {
        found.add(path + " has " + first + ", not " + names);
        return found;
      }
      names.forEach(name ->
          found.addAll(differences(path + "/" + name, example.get(name), answer.get(name))));
    }
    if (example.isArray()) {
      if (example.size() != answer.size()) {
        found.add(path + " has " + answer.size() + " elements, not " + example.size());
        return found;
      }
      for (int i = 0; i < example.size(); i++) {
        found.addAll(differences(path + "/" + i, example.get(i), answer.get(i)));
      }
    }
    return found;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
