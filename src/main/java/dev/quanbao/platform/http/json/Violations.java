package dev.quanbao.platform.http.json;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A collector of everything that is wrong with one request.
 *
 * <p>Holds at most one fault a path, the gravest first; and a bounded number, so that a body made
 * of faults alone doesn't answer with many times its size.
 */
public final class Violations {

  private static final int LIMIT = 500;

  private final String prefix;
  private final Map<String, Violation> byPath;

  public Violations() {
    this("", new LinkedHashMap<>());
  }

  private Violations(String prefix, Map<String, Violation> byPath) {
    this.prefix = prefix;
    this.byPath = byPath;
  }

  /** Adds a fault unless its path has one that is at least as grave. */
  public void add(Violation violation) {
    Violation placed = violation.below(path -> join(prefix, path));
    Violation known = byPath.get(placed.path());
    if (known == null ? byPath.size() < LIMIT : isGraver(placed, known)) {
      byPath.put(placed.path(), placed);
    }
  }

  /** Adds {@link Violation#invalid}. */
  public void invalid(String path, String message, Object... args) {
    add(Violation.invalid(path, message, args));
  }

  public boolean isEmpty() {
    return byPath.isEmpty();
  }

  /** The faults in the order they were found. */
  public List<Violation> list() {
    return List.copyOf(byPath.values());
  }

  /** Refuses the request if anything is wrong with it. */
  public void refuseIfAny() {
    if (!byPath.isEmpty()) {
      throw RequestRefusedException.forViolations(list());
    }
  }

  /** The same collector for paths that begin further down. */
  Violations below(String path) {
    return new Violations(join(prefix, path), byPath);
  }

  static String join(String parent, String child) {
    if (parent.isEmpty() || child.isEmpty()) {
      return parent + child;
    }
    return child.startsWith("[") ? parent + child : parent + "." + child;
  }

  private static boolean isGraver(Violation violation, Violation known) {
    return violation.kind() == ErrorCode.MALFORMED_JSON && known.kind() != ErrorCode.MALFORMED_JSON;
  }
}
