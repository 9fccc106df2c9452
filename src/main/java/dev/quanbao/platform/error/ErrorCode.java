package dev.quanbao.platform.error;

/**
 * Every outcome the wire contract knows, with its precise {@code code}.
 *
 * <p>A code never changes its meaning: clients branch on it. The HTTP status that goes with a code
 * is decided at the edge alone, see {@code platform.http.HttpStatuses}; the texts stand in {@code
 * messages_zh.properties} and {@code messages_en.properties} under the constant's name.
 */
public enum ErrorCode {
  /** Not JSON, a wrong JSON type, or a field that stands twice. */
  MALFORMED_JSON(40000),
  /** Parameters whose values break a rule; all of them are named at once. */
  INVALID_PARAMETERS(40001),
  /** A field the interface doesn't know. */
  UNKNOWN_FIELD(40002),

  SIGN_PARAMETERS_MISSING(40100),
  SIGN_WRONG(40101),
  TIMESTAMP_OUTSIDE_WINDOW(40102),
  NONCE_ALREADY_USED(40103),
  TOKEN_INVALID(40110),
  PERMISSION_MISSING(40300),

  NOT_FOUND(40400),
  METHOD_NOT_ALLOWED(40500),
  NOT_ACCEPTABLE(40600),
  PRECONDITION_FAILED(41200),
  BODY_TOO_LARGE(41300),
  CONTENT_TYPE_NOT_SUPPORTED(41500),

  /** The life cycle doesn't allow it; the message says from where to where. */
  STATE_NOT_ALLOWED(40900),
  CODE_IN_USE(40901),
  IDEMPOTENCY_KEY_REUSED(40902),
  FIRST_REQUEST_RUNNING(40903),

  NOT_PUBLISHED(40910),
  NOT_STARTED(40911),
  ENDED(40912),
  SOLD_OUT(40913),
  PERSONAL_LIMIT(40914),
  PACKAGE_EXPIRED(40915),
  CHANNEL_NOT_ALLOWED(40916),
  CODE_NOT_FOUND(40917),
  CODE_ALREADY_CLAIMED(40918),
  OP_ALLOTMENT_EMPTY(40919),
  TICKET_NOT_USABLE(40920),
  ORDER_AMOUNT_TOO_LOW(40921),
  PRODUCT_KIND_NOT_ALLOWED(40922),
  TICKET_NOT_OWNED(40923),
  RESERVATION_EXPIRED(40924),
  ALREADY_REDEEMED(40925),
  NOT_STACKABLE(40926),
  CODE_INVALID(40927),
  /** A provider will never take a message; only in the errors of a job. */
  MESSAGE_REFUSED(40928),
  /** The provider can't say whether a message arrived; only in the errors of a job. */
  MESSAGE_UNKNOWN(40929),

  RATE_LIMITED(42900),
  /** Our fault; the answer carries a trace id and nothing else. */
  INTERNAL(50000),
  /** The store did not answer, so that what it was told last may have taken effect. */
  STORE_UNREACHABLE(50300),
  /** Whether the request takes effect is not decided yet; its repetition finds out. */
  OUTCOME_UNKNOWN(50300),
  /** Others changed the same thing first, as often as it was tried; the request had no effect. */
  CONTENTION(50300),
  /** No way to send such messages is configured. */
  MEDIUM_NOT_SET_UP(50301);

  private final int code;

  ErrorCode(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** Whether the request is fine and the same one may succeed in a moment. */
  public boolean isUnavailable() {
    return code == 50300;
  }

  /**
   * Whether a "with result or reason" interface answers this with HTTP 200 and {@code result:
   * false}.
   */
  public boolean isBusinessRefusal() {
    return code == 40900 || code == 40901 || (code >= 40910 && code <= 40929);
  }
}
