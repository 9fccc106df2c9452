package dev.quanbao.giftpackage.store;

/** Stored field names of an alias code, see {@link dev.quanbao.giftpackage.model.IssuedCode}. */
public final class AliasCodeFields {

  public static final String ID = "_id";
  public static final String PACKAGE_ID = "packageId";
  public static final String ORDINAL = "ordinal";
  public static final String CHILD = "child";
  public static final String CODE = "code";

  /**
   * Children are found by the number their code is made of, not by the code: numbers ascend, so
   * that the index of millions grows at its end, where codes would be inserted all over it.
   */
  public static final String NUMBER = "number";

  /** Null while the child is free. */
  public static final String CLAIM_ID = "claimId";

  private AliasCodeFields() {}
}
