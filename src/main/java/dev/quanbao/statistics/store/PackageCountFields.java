package dev.quanbao.statistics.store;

import dev.quanbao.statistics.model.CountRules.Counter;

/** Stored field names of {@link dev.quanbao.statistics.model.PackageCount}. */
final class PackageCountFields {

  static final String VERSION = "version";
  static final String PENDING = "pending";

  private PackageCountFields() {}

  static String counter(Counter counter) {
    return "moved." + counter.span() + "." + counter.status().name();
  }
}
