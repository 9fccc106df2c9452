package dev.quanbao.platform.http.json;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Violation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Field names as {@code /op/v2} prints them: {@code tickets[2].ticketRule.useEndTime} becomes
 * {@code Tickets[2].UseEndTime}.
 *
 * <p>A nested object is left out of the name unless another field next to it, or within an object
 * next to it, has the same name; an element of a list keeps its place. Query parameters and headers
 * keep the name they were sent under.
 */
public final class FieldNames {

  private FieldNames() {}

  public static String print(@Nullable Class<? extends Record> request, Violation violation) {
    if (violation.place() == Violation.Place.PARAMETER) {
      return violation.path();
    }
    String[] steps = violation.path().split("\\.", -1);
    List<String> printed = new ArrayList<>();
    @Nullable Class<?> scope = request;
    @Nullable Class<?> type = request;
    for (int i = 0; i < steps.length; i++) {
      boolean last = i == steps.length - 1;
      boolean element = steps[i].endsWith("]");
      type = type == null ? null : recordUnder(type, nameOf(steps[i]));
      if (last && violation.kind() == ErrorCode.UNKNOWN_FIELD) {
        printed.add(steps[i]);
      } else if (last || element || !isPlain(scope, type, steps[i + 1])) {
        printed.add(print(steps[i]));
      }
      scope = element ? type : scope;
    }
    return String.join(".", printed);
  }

  public static String print(String name) {
    if (name.equals("url")) {
      return "URL";
    }
    return name.isEmpty() ? name : RecordPlan.capitalised(name);
  }

  /** Whether a field of a nested object can be told by its own name. */
  private static boolean isPlain(@Nullable Class<?> scope, @Nullable Class<?> nested, String step) {
    if (scope == null || nested == null) {
      return false;
    }
    String leaf = nameOf(step);
    return Arrays.stream(scope.getRecordComponents())
        .noneMatch(c -> c.getName().equals(leaf) || isWithinAnother(c, nested, leaf));
  }

  private static boolean isWithinAnother(RecordComponent sibling, Class<?> nested, String leaf) {
    Class<?> type = sibling.getType();
    return type.isRecord() && type != nested && component(type, leaf).isPresent();
  }

  private static @Nullable Class<?> recordUnder(Class<?> owner, String name) {
    return component(owner, name)
        .<Class<?>>map(c -> rawOf(c.getGenericType()))
        .filter(Class::isRecord)
        .orElse(null);
  }

  private static Optional<RecordComponent> component(Class<?> owner, String name) {
    return Arrays.stream(owner.getRecordComponents())
        .filter(c -> c.getName().equals(name))
        .findFirst();
  }

  private static Class<?> rawOf(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType list when list.getActualTypeArguments()[0] instanceof Class<?> of ->
          of;
      default -> Object.class;
    };
  }

  private static String nameOf(String step) {
    int index = step.indexOf('[');
    return index < 0 ? step : step.substring(0, index);
  }
}
