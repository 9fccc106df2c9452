package dev.quanbao.card.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quanbao.platform.error.Violation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One object within an info and where it stands; asking for a field notes what is wrong with it.
 *
 * <p>A field that is null is one that isn't there. Lengths are bytes of UTF-8, as WeChat counts
 * them: three a Chinese character.
 */
final class JsonChecker {

  private final String path;
  private final Map<?, ?> fields;
  private final Consumer<Violation> violations;

  JsonChecker(String path, Map<?, ?> fields, Consumer<Violation> violations) {
    this.path = path;
    this.fields = fields;
    this.violations = violations;
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }

  /** What a field says, whatever its type; null where it isn't there. */
  @Nullable Object value(String name) {
    return fields.get(name);
  }

  /** Whether a field is there and says this. */
  boolean says(String name, Object value) {
    return value.equals(fields.get(name));
  }

  /** Fields that must be there. */
  JsonChecker require(String... names) {
    for (String name : names) {
      if (!has(name)) {
        invalid(name, "violation.required");
      }
    }
    return this;
  }

  /** A text that isn't blank. */
  JsonChecker text(String name, int maxBytes) {
    String text = value(name, String.class, "string");
    if (text != null) {
      if (text.isBlank()) {
        invalid(name, "violation.required");
      } else if (text.getBytes(UTF_8).length > maxBytes) {
        invalid(name, "violation.bytes", maxBytes);
      }
    }
    return this;
  }

  /** One of a few texts. */
  JsonChecker oneOf(String name, SortedSet<String> allowed) {
    String text = value(name, String.class, "string");
    if (text != null && !allowed.contains(text)) {
      invalid(name, "violation.oneOf", String.join(", ", allowed));
    }
    return this;
  }

  /** A list of which each element is one of a few texts. */
  JsonChecker eachOneOf(String name, SortedSet<String> allowed) {
    List<?> elements = list(name);
    for (int i = 0; i < elements.size(); i++) {
      element(name, i, elements.get(i)).require("").oneOf("", allowed);
    }
    return this;
  }

  /** A list of so many texts. */
  JsonChecker texts(String name, int min, int max, int maxBytes) {
    List<?> elements = list(name);
    if (has(name) && (elements.size() < min || elements.size() > max)) {
      invalid(name, "violation.size", min, max);
    }
    for (int i = 0; i < elements.size(); i++) {
      element(name, i, elements.get(i)).require("").text("", maxBytes);
    }
    return this;
  }

  /** A list of whole numbers. */
  JsonChecker eachNumber(String name, long min, long max) {
    List<?> elements = list(name);
    for (int i = 0; i < elements.size(); i++) {
      element(name, i, elements.get(i)).require("").number("", min, max);
    }
    return this;
  }

  JsonChecker flag(String... names) {
    for (String name : names) {
      value(name, Boolean.class, "boolean");
    }
    return this;
  }

  /** A whole number, both ends allowed. */
  JsonChecker number(String name, long min, long max) {
    Object value = fields.get(name);
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      var number = new BigInteger(value.toString());
      if (number.compareTo(BigInteger.valueOf(min)) < 0) {
        invalid(name, "violation.min", min);
      } else if (number.compareTo(BigInteger.valueOf(max)) > 0) {
        invalid(name, "violation.max", max);
      }
    } else if (value != null) {
      mismatch(name, "integer");
    }
    return this;
  }

  /** An object further in; empty where there is none. */
  Optional<JsonChecker> part(String name) {
    Map<?, ?> value = value(name, Map.class, "object");
    return value == null
        ? Optional.empty()
        : Optional.of(new JsonChecker(below(name), value, violations));
  }

  /** The objects of a list. */
  List<JsonChecker> parts(String name) {
    List<JsonChecker> parts = new ArrayList<>();
    List<?> elements = list(name);
    for (int i = 0; i < elements.size(); i++) {
      String place = name + "[" + i + "]";
      if (elements.get(i) instanceof Map<?, ?> object) {
        parts.add(new JsonChecker(below(place), object, violations));
      } else {
        mismatch(place, "object");
      }
    }
    return parts;
  }

  /** Notes that a field breaks a rule. */
  void invalid(String name, String message, Object... args) {
    violations.accept(Violation.invalid(below(name), message, args));
  }

  private void mismatch(String name, String expected) {
    violations.accept(Violation.malformed(below(name), "violation.type", expected));
  }

  private <T> @Nullable T value(String name, Class<T> type, String expected) {
    Object value = fields.get(name);
    if (value != null && !type.isInstance(value)) {
      mismatch(name, expected);
    }
    return type.isInstance(value) ? type.cast(value) : null;
  }

  private List<?> list(String name) {
    List<?> list = value(name, List.class, "array");
    return list == null ? List.of() : list;
  }

  /** A list's element as the nameless field of a part of its own. */
  private JsonChecker element(String name, int place, @Nullable Object value) {
    Map<String, ?> alone = value == null ? Map.of() : Map.of("", value);
    return new JsonChecker(below(name + "[" + place + "]"), alone, violations);
  }

  private String below(String name) {
    return name.isEmpty() ? path : path + "." + name;
  }
}
