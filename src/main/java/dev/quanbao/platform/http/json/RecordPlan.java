package dev.quanbao.platform.http.json;

import dev.quanbao.platform.http.constraint.AcceptedAndIgnored;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a record is made from JSON: its components by name, whatever the case, and their types.
 *
 * <p>The names are camelCase, or {@link SnakeCase} where the record says so. Made once a record
 * class; immutable.
 */
final class RecordPlan {

  private static final ClassValue<RecordPlan> PLANS =
      new ClassValue<>() {
        @Override
        protected RecordPlan computeValue(Class<?> type) {
          return new RecordPlan(type.asSubclass(Record.class));
        }
      };

  /** One component. */
  record Field(String name, ValueType type) {}

  private final List<Field> fields;
  private final Map<String, Integer> places = new HashMap<>();
  private final Set<String> ignored = new HashSet<>();
  private final Constructor<? extends Record> constructor;

  private RecordPlan(Class<? extends Record> type) {
    RecordComponent[] components = type.getRecordComponents();
    fields =
        Arrays.stream(components)
            .map(c -> new Field(c.getName(), ValueType.of(c.getGenericType())))
            .toList();
    boolean isSnakeCase = SnakeCase.isOf(type);
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      if (isSnakeCase) {
        places.put(SnakeCase.of(name), i);
        continue;
      }
      // The two spellings in use are found without making a lower-case copy.
      places.put(name, i);
      places.put(capitalised(name), i);
      places.put(lowerCase(name), i);
    }
    AcceptedAndIgnored names = type.getAnnotation(AcceptedAndIgnored.class);
    if (names != null) {
      Arrays.stream(names.value()).map(RecordPlan::lowerCase).forEach(ignored::add);
    }
    constructor = canonical(type, components);
  }

  static RecordPlan of(Class<?> type) {
    return PLANS.get(type);
  }

  List<Field> fields() {
    return fields;
  }

  /** The component's place, or -1. */
  int place(String name) {
    Integer place = places.get(name);
    if (place == null) {
      place = places.get(lowerCase(name));
    }
    return place == null ? -1 : place;
  }

  boolean ignores(String name) {
    return ignored.contains(lowerCase(name));
  }

  Record make(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(constructor + " must accept whatever was sent", e);
    }
  }

  static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static String capitalised(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static <T extends Record> Constructor<T> canonical(
      Class<T> type, RecordComponent[] components) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<T> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }
}
