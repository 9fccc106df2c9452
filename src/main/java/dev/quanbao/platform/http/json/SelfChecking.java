package dev.quanbao.platform.http.json;

/**
 * A request record with rules across its fields.
 *
 * <p>The check sees values that may be absent or break a constraint (both are named elsewhere), but
 * never one of the wrong JSON type.
 */
public interface SelfChecking {

  /** Adds what is wrong, with paths that begin at this record. */
  void check(Violations violations);
}
