package dev.quanbao.directory.store;

/** Stored field names of {@link dev.quanbao.directory.model.StaffMember}. */
final class StaffFields {

  static final String ID = "_id";
  static final String VERSION = "version";
  static final String ORDINAL = "ordinal";
  static final String GROUP_ID = "groupId";

  private StaffFields() {}
}
