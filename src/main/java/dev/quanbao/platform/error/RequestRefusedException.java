package dev.quanbao.platform.error;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A request that can't be granted, on its way to the edge, where it becomes an answer.
 *
 * <p>Carries nothing internal: a code, what the code's text needs, and the fields at fault. Rules
 * never throw it; they return values, and the act that asked them decides to refuse.
 */
public final class RequestRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Object> args;
  private final transient List<Violation> violations;

  private RequestRefusedException(ErrorCode code, List<Object> args, List<Violation> violations) {
    // A refusal is an ordinary outcome: no stack trace is taken, since sold-out packages make many.
    super(code.name(), null, false, false);
    this.code = code;
    this.args = List.copyOf(args);
    this.violations = List.copyOf(violations);
  }

  /** A refusal whose text has the given placeholders. */
  public static RequestRefusedException because(ErrorCode code, Object... args) {
    return new RequestRefusedException(code, List.of(args), List.of());
  }

  /**
   * A refusal for the fields at fault; its code is that of the gravest: malformed before unknown
   * before invalid.
   */
  public static RequestRefusedException forViolations(List<Violation> violations) {
    ErrorCode gravest = ErrorCode.INVALID_PARAMETERS;
    for (Violation violation : violations) {
      if (violation.kind() == ErrorCode.MALFORMED_JSON) {
        gravest = ErrorCode.MALFORMED_JSON;
        break;
      }
      if (violation.kind() == ErrorCode.UNKNOWN_FIELD) {
        gravest = ErrorCode.UNKNOWN_FIELD;
      }
    }
    return new RequestRefusedException(gravest, List.of(), violations);
  }

  /** The same refusal, naming the fields for whose sake it is one. */
  public RequestRefusedException naming(List<Violation> violations) {
    return new RequestRefusedException(code, args, violations);
  }

  /** The same refusal in other words: other arguments of its text, other names of its fields. */
  public RequestRefusedException translated(
      UnaryOperator<Object> arg, UnaryOperator<Violation> violation) {
    return new RequestRefusedException(
        code, args.stream().map(arg).toList(), violations.stream().map(violation).toList());
  }

  /** A refusal for one invalid field. */
  public static RequestRefusedException invalid(String path, String message, Object... args) {
    return forViolations(List.of(Violation.invalid(path, message, args)));
  }

  /** A refusal for one invalid query parameter or header. */
  public static RequestRefusedException parameter(String name, String message, Object... args) {
    return forViolations(List.of(Violation.parameter(name, message, args)));
  }

  /** Whether a failure is a refusal that an interface "with result or reason" tells as a result. */
  public static boolean isBusiness(Throwable failure) {
    return failure instanceof RequestRefusedException refused && refused.code.isBusinessRefusal();
  }

  public ErrorCode code() {
    return code;
  }

  public List<Object> args() {
    return args;
  }

  /** The fields at fault; empty where no field is the reason. */
  public List<Violation> violations() {
    return violations;
  }
}
