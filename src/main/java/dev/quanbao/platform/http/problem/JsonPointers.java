package dev.quanbao.platform.http.problem;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.json.SnakeCase;

/**
 * Where faults stand, as JSON pointers (RFC 6901); a query parameter or a header by its name after
 * a slash.
 */
public final class JsonPointers {

  private JsonPointers() {}

  /** The pointer into a body whose names are in camelCase. */
  static String of(Violation violation) {
    return pointer(violation, violation.path());
  }

  /** The pointer into a body whose names are in snake_case. */
  public static String inSnakeCase(Violation violation) {
    if (violation.place() == Violation.Place.PARAMETER) {
      return of(violation);
    }
    // An unknown field keeps the name it was sent under.
    String path = violation.path();
    int known =
        violation.kind() == ErrorCode.UNKNOWN_FIELD ? path.lastIndexOf('.') + 1 : path.length();
    return pointer(violation, SnakeCase.of(path.substring(0, known)) + path.substring(known));
  }

  private static String pointer(Violation violation, String path) {
    String escaped = path.replace("~", "~0").replace("/", "~1");
    if (escaped.isEmpty()) {
      return "";
    }
    if (violation.place() == Violation.Place.PARAMETER) {
      return "/" + escaped;
    }
    String steps = escaped.replace("[", ".").replace("]", "").replace('.', '/');
    return steps.startsWith("/") ? steps : "/" + steps;
  }
}
