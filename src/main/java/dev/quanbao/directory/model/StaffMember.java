package dev.quanbao.directory.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A member of a company's staff (员工, OP) in one version of the list; never changed.
 *
 * @param id made of the version and the member's id, so that a version has a member once
 * @param version see {@link Roster}
 * @param ordinal the place in the list, from 0 without gaps
 * @param staffId as in {@code op001}
 * @param name shown to people
 * @param groupId 组; null for none
 */
@RegisterForReflection
public record StaffMember(
    String id, String version, int ordinal, String staffId, String name, @Nullable String groupId) {

  public static String idOf(String version, String staffId) {
    return version + "/" + staffId;
  }
}
