package dev.quanbao.delivery.store;

/** The stored names of the fields of what a phone was sent. */
final class PhoneSendsFields {

  static final String ID = "_id";
  static final String LATEST = "latest";
  static final String LAST_AT = "lastAt";

  private PhoneSendsFields() {}
}
