package dev.quanbao.docs;

import dev.quanbao.platform.settings.BytesConverter;
import dev.quanbao.platform.settings.IntervalConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.URL;
import org.hibernate.validator.constraints.time.DurationMin;

/** One setting: a method of a mapping, and what its comment in the source says. */
record Setting(String concern, Method method, String meaning) {

  private static final List<Path> SOURCE_ROOTS =
      List.of(Path.of("src/main/java"), Path.of("src/demo/java"));
  private static final String CONCERN = "Settings of ";
  private static final Map<Class<?>, String> TYPES =
      Map.of(
          boolean.class, "true or false",
          int.class, "number",
          String.class, "text",
          Duration.class, "duration",
          Path.class, "folder",
          ZoneId.class, "time zone");

  /** All settings of the build, by their keys. */
  static List<Setting> all() {
    return SOURCE_ROOTS.stream()
        .flatMap(Setting::below)
        .sorted(Comparator.comparing(Setting::key))
        .toList();
  }

  String row() {
    return "| `%s` | %s | %s | %s | %s |%n"
        .formatted(key(), type(), byDefault(), limits(), meaning);
  }

  String key() {
    WithName name = method.getAnnotation(WithName.class);
    String prefix = method.getDeclaringClass().getAnnotation(ConfigMapping.class).prefix();
    return prefix + "." + (name == null ? StringUtil.skewer(method.getName()) : name.value());
  }

  private String type() {
    WithConverter converter = method.getAnnotation(WithConverter.class);
    if (converter != null && converter.value() == IntervalConverter.class) {
      return method.getReturnType() == Optional.class ? "interval or `off`" : "interval";
    }
    if (converter != null && converter.value() == BytesConverter.class) {
      return "size";
    }
    boolean isUrl = constraints().anyMatch(URL.class::isInstance);
    return isUrl ? "URL" : Objects.requireNonNull(TYPES.get(value().getType()), key());
  }

  private String byDefault() {
    WithDefault value = method.getAnnotation(WithDefault.class);
    return value == null ? "–" : "`" + value.value() + "`";
  }

  private String limits() {
    return constraints().flatMap(Setting::limit).collect(Collectors.joining(", "));
  }

  private static Stream<String> limit(Annotation annotation) {
    return switch (annotation) {
      case DurationMin least -> Stream.of("at least " + inWords(least));
      case Max most -> Stream.of("at most " + most.value());
      case NotBlank _ -> Stream.of("not blank");
      case Positive _ -> Stream.of("more than 0");
      case PositiveOrZero _ -> Stream.of("at least 0");
      // The type says it.
      case URL _ -> Stream.of();
      default -> throw new IllegalStateException("tell what " + annotation + " means");
    };
  }

  private static String inWords(DurationMin least) {
    Duration duration =
        Duration.ofHours(least.hours()).plusSeconds(least.seconds()).plusMillis(least.millis());
    return duration.toMillis() % 1000 == 0
        ? duration.toString().substring(2).toLowerCase(Locale.ROOT)
        : duration.toMillis() + "ms";
  }

  /** Those of the method, and those of the value that may be absent. */
  private Stream<Annotation> constraints() {
    return Stream.of(method, value())
        .map(AnnotatedElement::getAnnotations)
        .flatMap(Arrays::stream)
        .filter(annotation -> !annotation.annotationType().getName().startsWith("io.smallrye."))
        .distinct();
  }

  private AnnotatedType value() {
    AnnotatedType type = method.getAnnotatedReturnType();
    return method.getReturnType() == Optional.class
        ? ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0]
        : type;
  }

  private static Stream<Setting> below(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Setting::isMapping).toList().stream().flatMap(file -> in(root, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMapping(Path file) {
    return file.toString().endsWith(".java") && read(file).contains("\n@ConfigMapping(");
  }

  private static Stream<Setting> in(Path root, Path file) {
    String source = read(file);
    String concern = commentBefore(source, "public interface ").replace(CONCERN, "");
    String heading = concern.substring(0, 1).toUpperCase(Locale.ROOT);
    String title = heading + concern.substring(1, concern.indexOf('.'));
    return Stream.of(typeOf(root.relativize(file)).getDeclaredMethods())
        .map(method ->
            new Setting(title, method, commentBefore(source, " " + method.getName() + "();")));
  }

  private static Class<?> typeOf(Path file) {
    String name = file.toString().replace(".java", "").replace('/', '.');
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The last comment before a piece of source, as Markdown in one line. */
  private static String commentBefore(String source, String piece) {
    String before = source.substring(0, source.indexOf(piece));
    String comment = before.substring(before.lastIndexOf("/**") + 3, before.lastIndexOf("*/"));
    return comment
        .replaceAll("(?m)^\\s*\\* ?", " ")
        .replaceAll("\\s+", " ")
        .replaceAll("\\{@code ((?:[^{}]|\\{[^{}]*})*)}", "`$1`")
        .replace("|", "\\|")
        .strip();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
