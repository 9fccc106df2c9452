package dev.quanbao.ticket.store;

/** Stored field names of {@link dev.quanbao.ticket.model.Ticket}. */
final class TicketFields {

  static final String ID = "_id";
  static final String CODE = "code";
  static final String COMPANY_ID = "companyId";
  static final String PLACE = "origin.place";
  static final String PACKAGE_ID = "origin.packageId";
  static final String PACKAGE_CODE = "origin.packageCode";
  static final String START = "kind.terms.start";
  static final String PRODUCT_KINDS = "kind.terms.productKinds";
  static final String CHANNELS = "kind.channels";
  static final String OWNER_TYPE = "holder.type";
  static final String OWNER_ID = "holder.ownerId";
  static final String STATUS = "status";
  static final String VALID_FROM = "validity.from";
  static final String VALID_TO = "validity.to";
  static final String CREATED_AT = "createdAt";
  static final String UPDATED_AT = "updatedAt";
  static final String SORT = "sort";

  /** The package of a ticket that has a move which is not counted yet; absent from the others. */
  static final String MOVED_IN = "movedIn";

  /** How many moves the ticket has had. */
  static final String MOVES = "moves";

  /** The last move that is counted: its {@link #STATUS} and its {@link #MOVES}. */
  static final String COUNTED = "counted";

  static final String COUNTED_MOVES = COUNTED + "." + MOVES;

  private TicketFields() {}
}
