package dev.quanbao.directory.model;

import org.jspecify.annotations.Nullable;

/**
 * Something of a company's directory that people know by name: a product kind (品类), a channel (渠道),
 * a group (组), a theme (主题).
 *
 * @param id 32 hex; null for a name that the directory doesn't know
 * @param name unique within its list
 */
public record NamedItem(@Nullable String id, String name) {

  boolean isCalled(String nameOrId) {
    return name.equals(nameOrId) || nameOrId.equals(id);
  }
}
