package dev.quanbao.giftpackage.store;

/** Stored field names of a gift package, see {@link dev.quanbao.giftpackage.model.GiftPackage}. */
public final class PackageFields {

  static final String ID = "_id";
  static final String COMPANY_ID = "companyId";
  static final String CODE = "code";
  static final String CREATOR_ID = "creatorId";
  static final String CREATED_AT = "createdAt";
  static final String UPDATED_AT = "updatedAt";
  static final String REVISION = "revision";

  /** Absent once the package is complete. */
  static final String CREATING_SINCE = "creatingSince";

  static final String DESIGN = "design";
  static final String NAME = DESIGN + ".name";
  static final String CHANNELS = DESIGN + ".channels";
  public static final String RECEIVE_START = DESIGN + ".rule.start";
  public static final String RECEIVE_END = DESIGN + ".rule.end";
  public static final String LAST_USE_END = "lastUseEnd";

  private static final String STANDING = "standing";
  public static final String SEND_STATUS = STANDING + ".sendStatus";
  public static final String USE_STATUS = STANDING + ".useStatus";
  static final String OPERATOR_ID = STANDING + ".operatorId";
  static final String EXAMINER_ID = STANDING + ".examinerId";
  static final String SUGGESTION = STANDING + ".suggestion";

  static final String CLOSING = "closing";
  static final String CLOSING_SINCE = CLOSING + ".since";

  static final String CODES = "codes";
  static final String CODES_FIRST = CODES + ".first";
  static final String CODES_NEXT = CODES + ".next";
  static final String CODES_MADE = CODES + ".made";
  static final String CODES_JOB_ID = CODES + ".jobId";
  static final String CODES_MAKING = CODES + ".making";
  static final String CODES_RESERVED_UNTIL = CODES + ".reservedUntil";

  private static final String QUOTA = "quota";
  public static final String LEFT = QUOTA + ".left";
  public static final String CLAIMED = QUOTA + ".claimed";
  public static final String SET_ASIDE = QUOTA + ".setAside";

  public static final String NOTES = QUOTA + ".notes";
  public static final String NOTES_AT = NOTES + ".at";
  public static final String NOTES_CLAIM_ID = NOTES + ".claimId";

  public static final String FENCES = QUOTA + ".fences";
  public static final String FENCES_AT = FENCES + ".at";
  public static final String FENCES_CLAIM_ID = FENCES + ".claimId";

  /**
   * Whether a sweep has written down that nothing is left. Every claim that takes a copy resets it,
   * so that a package whose limit was raised is reported again. No rule reads it: {@link #LEFT}
   * says that nothing is left.
   */
  public static final String SOLD_OUT_MARKED = QUOTA + ".endWritten";

  /** Which sweep wrote it down. */
  static final String SOLD_OUT_MARKED_BY = QUOTA + ".endWriter";

  static final String TALLY = "tally";

  private PackageFields() {}
}
