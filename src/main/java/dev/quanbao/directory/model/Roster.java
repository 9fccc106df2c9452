package dev.quanbao.directory.model;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The version of the staff (员工) that a company has.
 *
 * <p>A reader that holds a roster reads that version, whole and unchanged, until an hour after it
 * was replaced.
 *
 * @param version 32 hex; empty for a company that never had staff
 * @param count how many there are
 */
@RegisterForReflection
public record Roster(String version, int count) {

  /** The roster of a company without staff. */
  public static final Roster NONE = new Roster("", 0);
}
