package dev.quanbao.delivery.store;

/** The stored names of a delivery's fields. */
final class DeliveryFields {

  static final String ID = "_id";
  static final String JOB_ID = "jobId";
  static final String PLACE = "place";
  static final String ORDERED_AT = "order.orderedAt";
  static final String PHONE = "receiver.phone";
  static final String STATE = "state";
  static final String CODE = "code";
  static final String REASON = "reason";
  static final String RESERVED = "reserved";

  private DeliveryFields() {}
}
