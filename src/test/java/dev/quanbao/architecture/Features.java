package dev.quanbao.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/**
 * Which feature knows which.
 *
 * <pre>
 *   demo ──► everything
 *
 *   claim ──► giftpackage ──► ticket ──► directory ──► access ──► platform
 *                 └──────────────┴──► audit ──────────────────────┘
 *
 *   delivery ──► claim, giftpackage, directory, job, access
 *
 *   statistics ──► giftpackage, ticket, directory, access
 *
 *   card ──► audit, access
 * </pre>
 */
final class Features {

  private static final String PLATFORM = "platform";

  /** A feature and its neighbours; all of them know the platform, which knows none. */
  private static final Map<String, Set<String>> KNOWS =
      Map.ofEntries(
          Map.entry(PLATFORM, Set.of()),
          Map.entry("access", Set.of()),
          Map.entry("audit", Set.of()),
          Map.entry("directory", Set.of("access")),
          Map.entry("ticket", Set.of("directory", "audit", "access")),
          Map.entry("job", Set.of("access")),
          Map.entry("giftpackage", Set.of("ticket", "job", "audit", "access")),
          Map.entry(
              "claim", Set.of("giftpackage", "ticket", "directory", "job", "audit", "access")),
          Map.entry("statistics", Set.of("giftpackage", "ticket", "directory", "access")),
          Map.entry("card", Set.of("audit", "access")),
          Map.entry("delivery", Set.of("claim", "giftpackage", "directory", "job", "access")),
          Map.entry("demo", Set.of("giftpackage", "ticket", "card", "directory", "access")));

  static final Set<String> NAMES = KNOWS.keySet();

  private Features() {}

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
