package dev.quanbao.claim.store;

/** The fields of a stored claim, see {@link StoredClaim}. */
final class ClaimFields {

  static final String ID = "_id";
  static final String OWNER_ID = "ownerId";
  static final String OWNER_TYPE = "ownerType";
  static final String PACKAGE_ID = "packageId";
  static final String NTH = "nth";
  static final String STATE = "state";
  static final String PACKAGE_CODE = "packageCode";
  static final String STARTED_AT = "startedAt";
  static final String OPERATION = "operation";
  static final String PASSED_ON = "passedOn";
  static final String PASSED_TO = "passedTo";
  static final String RESERVED_FOR = "reservedFor";

  private ClaimFields() {}
}
