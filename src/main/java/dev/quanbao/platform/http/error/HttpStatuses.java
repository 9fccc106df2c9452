package dev.quanbao.platform.http.error;

import dev.quanbao.platform.error.ErrorCode;

/** The HTTP status that goes with an outcome; the one place where the two meet. */
public final class HttpStatuses {

  private HttpStatuses() {}

  public static int of(ErrorCode code) {
    return switch (code) {
      case MALFORMED_JSON, INVALID_PARAMETERS, UNKNOWN_FIELD -> 400;
      case SIGN_PARAMETERS_MISSING,
          SIGN_WRONG,
          TIMESTAMP_OUTSIDE_WINDOW,
          NONCE_ALREADY_USED,
          TOKEN_INVALID ->
          401;
      case PERMISSION_MISSING -> 403;
      case NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case NOT_ACCEPTABLE -> 406;
      case STATE_NOT_ALLOWED,
          CODE_IN_USE,
          IDEMPOTENCY_KEY_REUSED,
          FIRST_REQUEST_RUNNING,
          NOT_PUBLISHED,
          NOT_STARTED,
          ENDED,
          SOLD_OUT,
          PERSONAL_LIMIT,
          PACKAGE_EXPIRED,
          CHANNEL_NOT_ALLOWED,
          CODE_NOT_FOUND,
          CODE_ALREADY_CLAIMED,
          OP_ALLOTMENT_EMPTY,
          TICKET_NOT_USABLE,
          ORDER_AMOUNT_TOO_LOW,
          PRODUCT_KIND_NOT_ALLOWED,
          TICKET_NOT_OWNED,
          RESERVATION_EXPIRED,
          ALREADY_REDEEMED,
          NOT_STACKABLE,
          CODE_INVALID,
          MESSAGE_REFUSED,
          MESSAGE_UNKNOWN ->
          409;
      case PRECONDITION_FAILED -> 412;
      case BODY_TOO_LARGE -> 413;
      case CONTENT_TYPE_NOT_SUPPORTED -> 415;
      case RATE_LIMITED -> 429;
      case INTERNAL -> 500;
      case STORE_UNREACHABLE, OUTCOME_UNKNOWN, CONTENTION, MEDIUM_NOT_SET_UP -> 503;
    };
  }
}
