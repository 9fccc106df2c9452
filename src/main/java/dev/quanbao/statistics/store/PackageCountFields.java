package dev.quanbao.statistics.store;

/** Stored field names of {@link dev.quanbao.statistics.model.PackageCount}. */
final class PackageCountFields {

  static final String VERSION = "version";
  static final String MOVED = "moved";
  static final String PENDING = "pending";

  private PackageCountFields() {}
}
