package dev.quanbao.platform.error;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One field of a request that is wrong, and why.
 *
 * @param place in the body, or beside it
 * @param kind {@link ErrorCode#MALFORMED_JSON}, {@link ErrorCode#UNKNOWN_FIELD} or {@link
 *     ErrorCode#INVALID_PARAMETERS}
 * @param path in the body: where the field stands, in camelCase as in {@code
 *     tickets[2].ticketRule.useEndTime}, which each surface prints in its own manner; beside it:
 *     the name as it was sent
 * @param message key of the text in the message catalogue
 * @param args what the text's placeholders stand for
 */
public record Violation(
    Place place, ErrorCode kind, String path, String message, List<Object> args) {

  /** Where a field stands in its request. */
  public enum Place {
    BODY,
    /** A query parameter or a header. */
    PARAMETER
  }

  public Violation {
    args = List.copyOf(args);
  }

  /** A value that breaks a rule. */
  public static Violation invalid(String path, String message, Object... args) {
    return new Violation(Place.BODY, ErrorCode.INVALID_PARAMETERS, path, message, List.of(args));
  }

  /** A value of the wrong JSON type, or one that stands twice. */
  public static Violation malformed(String path, String message, Object... args) {
    return new Violation(Place.BODY, ErrorCode.MALFORMED_JSON, path, message, List.of(args));
  }

  /** A field that the interface doesn't know. */
  public static Violation unknown(String path) {
    return new Violation(Place.BODY, ErrorCode.UNKNOWN_FIELD, path, "violation.unknown", List.of());
  }

  /** A query parameter or a header whose value breaks a rule, by its name as it was sent. */
  public static Violation parameter(String name, String message, Object... args) {
    return new Violation(
        Place.PARAMETER, ErrorCode.INVALID_PARAMETERS, name, message, List.of(args));
  }

  /** The same fault further down in the body; one beside the body stays where it is. */
  public Violation below(UnaryOperator<String> path) {
    return place == Place.BODY
        ? new Violation(place, kind, path.apply(this.path), message, args)
        : this;
  }
}
