package dev.quanbao.directory.model;

import org.jspecify.annotations.Nullable;

/**
 * A member of the staff as a list brings it.
 *
 * @param id unique within the list
 * @param name shown to people
 * @param groupId null for none
 */
public record NewStaff(String id, String name, @Nullable String groupId) {}
