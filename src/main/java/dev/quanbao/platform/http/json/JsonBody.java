package dev.quanbao.platform.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.quanbao.platform.error.Violation;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass through one JSON body, noting faults as it goes.
 *
 * <p>An {@link IOException} means that the body is not JSON, or beyond the limits; whatever is
 * wrong within JSON becomes a fault, and the pass goes on. Every reading method ends at the last
 * token of its value.
 */
final class JsonBody {

  private record Check(String path, SelfChecking subject) {}

  private final JsonParser in;
  private final Violations violations;
  private final Deque<Object> steps = new ArrayDeque<>();
  private final List<Check> checks = new ArrayList<>();
  private int malformed;

  JsonBody(JsonParser in, Violations violations) {
    this.in = in;
    this.violations = violations;
  }

  /** Reads the whole body as one object; {@code null} where it is something else. */
  @Nullable Record whole(RecordPlan plan) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    Record root = object(plan);
    return in.nextToken() == null ? root : null;
  }

  /** Reads the whole body as one array of objects; {@code null} where it is something else. */
  @Nullable List<@Nullable Object> wholeList(RecordPlan plan) throws IOException {
    if (in.nextToken() != JsonToken.START_ARRAY) {
      return null;
    }
    List<@Nullable Object> elements = list(body -> body.object(plan));
    return in.nextToken() == null ? elements : null;
  }

  /** The parser, at the first token of the value to read. */
  JsonParser in() {
    return in;
  }

  /** Lets every record check itself in which no value had the wrong type. */
  void runChecks() {
    checks.forEach(check -> check.subject().check(violations.below(check.path())));
  }

  @Nullable Record object(RecordPlan plan) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      mismatch("object");
      return null;
    }
    int malformedBefore = malformed;
    @Nullable Object[] values = new @Nullable Object[plan.fields().size()];
    boolean[] seen = new boolean[values.length];
    Set<String> others = new HashSet<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      int place = plan.place(name);
      in.nextToken();
      if (place < 0) {
        other(plan, name, others);
      } else {
        RecordPlan.Field field = plan.fields().get(place);
        steps.addLast(field.name());
        if (seen[place]) {
          twice();
        } else {
          seen[place] = true;
          values[place] =
              in.currentToken() == JsonToken.VALUE_NULL ? null : field.type().read(this);
        }
        steps.removeLast();
      }
    }
    Record made = plan.make(values);
    if (made instanceof SelfChecking subject && malformed == malformedBefore) {
      checks.add(new Check(path(), subject));
    }
    return made;
  }

  @Nullable List<@Nullable Object> list(ValueType element) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      mismatch("array");
      return null;
    }
    List<@Nullable Object> elements = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      steps.addLast(elements.size());
      elements.add(element(element));
      steps.removeLast();
    }
    return elements;
  }

  private @Nullable Object element(ValueType type) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      mismatch("not null");
      return null;
    }
    return type.read(this);
  }

  private void other(RecordPlan plan, String name, Set<String> others) throws IOException {
    steps.addLast(name);
    if (!others.add(RecordPlan.lowerCase(name))) {
      twice();
    } else {
      if (!plan.ignores(name)) {
        violations.add(Violation.unknown(path()));
      }
      skip();
    }
    steps.removeLast();
  }

  private void twice() throws IOException {
    malformed("violation.twice");
    skip();
  }

  /** Notes a value of the wrong type, and passes over it. */
  void mismatch(String expected) throws IOException {
    malformed("violation.type", expected);
    skip();
  }

  /** Notes a value that breaks a rule; the value is one token. */
  void invalid(String message, Object... args) {
    violations.add(Violation.invalid(path(), message, args));
  }

  private void malformed(String message, Object... args) {
    malformed++;
    violations.add(Violation.malformed(path(), message, args));
  }

  /** Passes over a value that no component takes; it must be well-formed all the same. */
  private void skip() throws IOException {
    if (in.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
        steps.addLast(i);
        skip();
        steps.removeLast();
      }
    } else if (in.currentToken() == JsonToken.START_OBJECT) {
      Set<String> names = new HashSet<>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        steps.addLast(name);
        if (!names.add(RecordPlan.lowerCase(name))) {
          malformed("violation.twice");
        }
        in.nextToken();
        skip();
        steps.removeLast();
      }
    }
  }

  private String path() {
    var path = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return path.toString();
  }
}
