package dev.quanbao.platform.error;

import java.util.List;

/**
 * One field of a request that is wrong, and why.
 *
 * @param kind {@link ErrorCode#MALFORMED_JSON}, {@link ErrorCode#UNKNOWN_FIELD} or {@link
 *     ErrorCode#INVALID_PARAMETERS}
 * @param path where the field stands, in camelCase as in {@code tickets[2].ticketRule.useEndTime};
 *     each surface prints it in its own manner
 * @param message key of the text in the message catalogue
 * @param args what the text's placeholders stand for
 */
public record Fault(ErrorCode kind, String path, String message, List<Object> args) {

  public Fault {
    args = List.copyOf(args);
  }

  /** A value that breaks a rule. */
  public static Fault invalid(String path, String message, Object... args) {
    return new Fault(ErrorCode.INVALID_PARAMETERS, path, message, List.of(args));
  }

  /** A value of the wrong JSON type, or one that stands twice. */
  public static Fault malformed(String path, String message, Object... args) {
    return new Fault(ErrorCode.MALFORMED_JSON, path, message, List.of(args));
  }

  /** A field that the interface doesn't know. */
  public static Fault unknown(String path) {
    return new Fault(ErrorCode.UNKNOWN_FIELD, path, "fault.unknown", List.of());
  }
}
