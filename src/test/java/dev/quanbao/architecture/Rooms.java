package dev.quanbao.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;

/** The rooms that every feature has, and which of them lies above which. */
enum Rooms {
  MODEL,
  STORE,
  ENGINE,
  ACTS,
  API;

  private static final List<String> WITHOUT_ROOMS = List.of("platform", "demo", "architecture");

  static ArchCondition<JavaClass> knowOnlyWhatLiesBelow(String root) {
    return new ArchCondition<>("know only the rooms below their own") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        List<String> own = path(type, root);
        if (own.isEmpty() || WITHOUT_ROOMS.contains(own.getFirst())) {
          return;
        }
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isAbove(path(dependency.getTargetClass(), root), own))
            .map(dependency -> SimpleConditionEvent.violated(type, dependency.getDescription()))
            .forEach(events::add);
      }
    };
  }

  private static boolean isAbove(List<String> other, List<String> own) {
    return !other.isEmpty()
        && other.getFirst().equals(own.getFirst())
        && roomOf(other).compareTo(roomOf(own)) > 0;
  }

  private static Rooms roomOf(List<String> path) {
    if (path.contains("api")) {
      return API;
    }
    if (path.contains("model")) {
      return MODEL;
    }
    if (path.contains("store")) {
      return STORE;
    }
    return path.size() == 1 ? ACTS : ENGINE;
  }

  /** The feature and the rooms that a class lies in; empty for what isn't ours. */
  private static List<String> path(JavaClass type, String root) {
    String name = type.getPackageName();
    return name.startsWith(root + ".")
        ? Arrays.asList(name.substring(root.length() + 1).split("[.]", -1))
        : List.of();
  }
}
