package dev.quanbao.directory.model;

import org.jspecify.annotations.Nullable;

/**
 * An item on one of a company's lists: a product kind (品类), a channel (渠道), a group (组) or a theme
 * (主题).
 *
 * @param id 32 hex; null for a name that is not on the list
 * @param name unique within its list
 */
public record NamedItem(@Nullable String id, String name) {

  boolean isCalled(String nameOrId) {
    return name.equals(nameOrId) || nameOrId.equals(id);
  }
}
