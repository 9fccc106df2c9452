package dev.quanbao.directory.model;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Which version of its staff (员工) a company has; whoever holds it reads that version, whole and
 * unchanged, for an hour after it was replaced.
 *
 * @param version 32 hex; empty where there never was any staff
 * @param count how many there are
 */
@RegisterForReflection
public record Roster(String version, int count) {

  /** Of a company that has no staff. */
  public static final Roster NONE = new Roster("", 0);
}
