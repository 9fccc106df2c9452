package dev.quanbao.platform.http.json;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Fault;
import dev.quanbao.platform.error.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A collector of everything that is wrong with one request.
 *
 * <p>Holds at most one fault a path, the gravest first; and a bounded number, so that a body made
 * of faults alone doesn't answer with many times its size.
 */
public final class Faults {

  private static final int LIMIT = 500;

  private final String prefix;
  private final Map<String, Fault> byPath;

  public Faults() {
    this("", new LinkedHashMap<>());
  }

  private Faults(String prefix, Map<String, Fault> byPath) {
    this.prefix = prefix;
    this.byPath = byPath;
  }

  /** Adds a fault unless its path has one that is at least as grave. */
  public void add(Fault fault) {
    Fault placed = fault.below(path -> join(prefix, path));
    Fault known = byPath.get(placed.path());
    if (known == null ? byPath.size() < LIMIT : isGraver(placed, known)) {
      byPath.put(placed.path(), placed);
    }
  }

  /** Adds {@link Fault#invalid}. */
  public void invalid(String path, String message, Object... args) {
    add(Fault.invalid(path, message, args));
  }

  public boolean isEmpty() {
    return byPath.isEmpty();
  }

  /** The faults in the order they were found. */
  public List<Fault> list() {
    return List.copyOf(byPath.values());
  }

  /** Refuses the request if anything is wrong with it. */
  public void refuseIfAny() {
    if (!byPath.isEmpty()) {
      throw Refused.forFaults(list());
    }
  }

  /** The same collector for paths that begin further down. */
  Faults below(String path) {
    return new Faults(join(prefix, path), byPath);
  }

  static String join(String parent, String child) {
    if (parent.isEmpty() || child.isEmpty()) {
      return parent + child;
    }
    return child.startsWith("[") ? parent + child : parent + "." + child;
  }

  private static boolean isGraver(Fault fault, Fault known) {
    return fault.kind() == ErrorCode.MALFORMED_JSON && known.kind() != ErrorCode.MALFORMED_JSON;
  }
}
