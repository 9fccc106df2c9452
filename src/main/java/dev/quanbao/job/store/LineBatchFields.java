package dev.quanbao.job.store;

/** The stored names of a line batch's fields. */
final class LineBatchFields {

  static final String PASS = "pass";
  static final String DONE = "done";
  static final String DONE_BEFORE = "doneBefore";
  static final String REFUSED = "refused";
  static final String CREATED_AT = "createdAt";

  private LineBatchFields() {}
}
