package dev.quanbao.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which feature knows which: the one table behind the rule and the picture in ARCHITECTURE.md.
 *
 * <p>A feature stands above those that it knows; all of them know the platform, which knows none.
 */
public final class Features {

  private static final String PLATFORM = "platform";

  private static final Map<String, List<String>> KNOWS = new LinkedHashMap<>();

  static {
    KNOWS.put("demo", List.of("giftpackage", "ticket", "card", "directory", "access"));
    KNOWS.put("delivery", List.of("claim", "giftpackage", "directory", "job", "access"));
    KNOWS.put("statistics", List.of("giftpackage", "ticket", "directory", "access"));
    KNOWS.put("claim", List.of("giftpackage", "ticket", "directory", "job", "audit", "access"));
    KNOWS.put("giftpackage", List.of("ticket", "job", "audit", "access"));
    KNOWS.put("ticket", List.of("directory", "audit", "access"));
    KNOWS.put("card", List.of("audit", "access"));
    KNOWS.put("directory", List.of("access"));
    KNOWS.put("job", List.of("access"));
    KNOWS.put("access", List.of(PLATFORM));
    KNOWS.put("audit", List.of(PLATFORM));
    KNOWS.put(PLATFORM, List.of());
  }

  static final Set<String> NAMES = KNOWS.keySet();

  private Features() {}

  /** The arrows as lines of a Mermaid flow chart. */
  public static String picture() {
    return KNOWS.entrySet().stream()
        .filter(feature -> !feature.getValue().isEmpty())
        .map(feature ->
            "  %s --> %s\n".formatted(feature.getKey(), String.join(" & ", feature.getValue())))
        .collect(Collectors.joining("", "flowchart TD\n", ""));
  }

  static ArchCondition<JavaClass> knowOnlyTheirNeighbours(String root) {
    return new ArchCondition<>("know only the neighbours of their feature") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String own = featureOf(type, root);
        if (!NAMES.contains(own)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is of no feature"));
          return;
        }
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> !mayKnow(own, featureOf(dependency.getTargetClass(), root)))
            .map(Dependency::getDescription)
            .forEach(description -> events.add(SimpleConditionEvent.violated(type, description)));
      }
    };
  }

  private static boolean mayKnow(String feature, String other) {
    return other.isEmpty()
        || other.equals(feature)
        || other.equals(PLATFORM)
        || KNOWS.get(feature).contains(other);
  }

  /** The feature a class belongs to; empty for what isn't ours. */
  private static String featureOf(JavaClass type, String root) {
    String name = type.getPackageName() + ".";
    if (!name.startsWith(root + ".")) {
      return "";
    }
    String below = name.substring(root.length() + 1);
    return below.isEmpty() ? "." : below.substring(0, below.indexOf('.'));
  }
}
