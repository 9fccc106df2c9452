package dev.quanbao.platform.http.json;

import dev.quanbao.platform.http.constraint.Distinct;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds values that stand twice in one list of records where they are marked {@link Distinct}.
 *
 * <p>Remembers every such value, and nothing else of the records.
 */
public final class UniquenessCheck {

  private record Field(RecordComponent component, Set<Object> seen) {}

  private final List<Field> fields;
  private final Violations violations;

  public UniquenessCheck(Class<? extends Record> type, Violations violations) {
    this.fields =
        Arrays.stream(type.getRecordComponents())
            .filter(component -> component.isAnnotationPresent(Distinct.class))
            .map(component -> new Field(component, new HashSet<>()))
            .toList();
    this.violations = violations;
  }

  /** Looks at the next record of the list, which stands at a path. */
  public void add(Record record, String path) {
    for (Field field : fields) {
      @Nullable Object value = valueOf(record, field.component());
      if (value != null && !field.seen().add(value)) {
        violations.below(path).invalid(field.component().getName(), "violation.repeated", value);
      }
    }
  }

  private static @Nullable Object valueOf(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " can't be read", e);
    }
  }
}
