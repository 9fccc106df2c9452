package dev.quanbao.platform.outbox.store;

/** The fields of a stored {@link OutboxEntry}. */
final class OutboxFields {

  static final String DESTINATION = "destination";
  static final String QUEUE = "queue";
  static final String SUBJECT = "subject";
  static final String STATE = "state";
  static final String LEASE = "lease";
  static final String ATTEMPTS = "attempts";
  static final String SINCE = "since";
  static final String ENDED_AT = "endedAt";
  static final String REFERENCE = "reference";
  static final String CODE = "code";
  static final String WHY = "why";

  private OutboxFields() {}
}
