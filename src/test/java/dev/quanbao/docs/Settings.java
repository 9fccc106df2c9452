package dev.quanbao.docs;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The product's own settings and their defaults, as code and page tell them. */
final class Settings {

  private static final List<Path> SOURCE_ROOTS =
      List.of(Path.of("src/main/java"), Path.of("src/demo/java"));
  private static final String NONE = "–";
  private static final String KEY = "(quanbao\\.[a-z0-9-]+(?:\\.[a-z0-9-]+)*)";

  /** {@code "quanbao.a.b"}, and what may follow it in an annotation. */
  private static final Pattern LITERAL =
      Pattern.compile("\"" + KEY + "\"(?:,\\s*defaultValue = \"([^\"]*)\")?");

  /** <code>"{quanbao.a.b}"</code> or <code>"${quanbao.a.b:1s}"</code>. */
  private static final Pattern EXPRESSION = Pattern.compile("\\{" + KEY + "(?::([^}]*))?}");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `" + KEY + "` \\| `?([^|`]*)`? \\|");

  private Settings() {}

  /** Every key that the sources of the product name, with its default. */
  static Map<String, String> inCode() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String source : sources()) {
      collect(LITERAL.matcher(source), found);
      collect(EXPRESSION.matcher(source), found);
    }
    configured()
        .forEach(
            (key, value) -> found.computeIfPresent(key.toString(), (k, v) -> value.toString()));
    return found;
  }

  /** Every key that has a row in a page, with the default it tells. */
  static Map<String, String> on(CheckedInPage page) {
    Map<String, String> found = new TreeMap<>();
    Matcher row = ROW.matcher(page.text());
    while (row.find()) {
      found.put(row.group(1), row.group(2).strip());
    }
    return found;
  }

  private static void collect(Matcher matcher, Map<String, String> found) {
    while (matcher.find()) {
      String value = matcher.group(2) == null ? NONE : matcher.group(2);
      found.merge(matcher.group(1), value, (one, other) -> one.equals(NONE) ? other : one);
    }
  }

  private static List<String> sources() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path root : SOURCE_ROOTS) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path source : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          texts.add(Files.readString(source));
        }
      }
    }
    return texts;
  }

  private static Properties configured() throws IOException {
    var properties = new Properties();
    try (Reader in =
        Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      properties.load(in);
    }
    return properties;
  }
}
