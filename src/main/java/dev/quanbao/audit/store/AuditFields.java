package dev.quanbao.audit.store;

/** Stored field names of the audit trail, and of the entries in the documents that carry them. */
final class AuditFields {

  static final String SUBJECT_ID = "subjectId";
  static final String SEQ = "seq";

  /** In the documents that carry entries. */
  static final String UNFILED = "unfiled";

  static final String UNFILED_AT = UNFILED + ".at";

  /** Of an entry, below {@link #UNFILED}. */
  static final String ENTRY_ID = "_id";

  private AuditFields() {}
}
