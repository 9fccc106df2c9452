package dev.quanbao.job.store;

import dev.quanbao.platform.store.LeaseField;

/** The stored names of a job's fields. */
final class JobFields {

  static final String COMPANY_ID = "order.companyId";
  static final String PACKAGE_ID = "order.packageId";
  static final String STATE = "state";
  static final String TOTAL = "items.total";
  static final String DONE = "items.done";
  static final String FAILED = "items.failed";
  static final String ERRORS = "items.errors";
  static final String POSITION = "position";
  static final String PASS = "pass";
  static final LeaseField LEASE = new LeaseField("lease");
  static final String TIMES_TAKEN = "timesTaken";
  static final String FAILURES = "failures";
  static final String CANCELLING = "cancelling";
  static final String CREATED_AT = "createdAt";
  static final String STARTED_AT = "startedAt";
  static final String ENDED_AT = "endedAt";

  private JobFields() {}
}
