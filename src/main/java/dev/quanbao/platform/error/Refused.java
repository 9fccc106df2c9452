package dev.quanbao.platform.error;

import java.util.List;

/**
 * A request that can't be granted, on its way to the edge, where it becomes an answer.
 *
 * <p>Carries nothing internal: a code, what the code's text needs, and the fields at fault. Rules
 * never throw it; they return values, and the act that asked them decides to refuse.
 */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Object> args;
  private final transient List<Fault> faults;

  private Refused(ErrorCode code, List<Object> args, List<Fault> faults) {
    // A refusal is an ordinary outcome: no stack trace is taken, since sold-out packages make many.
    super(code.name(), null, false, false);
    this.code = code;
    this.args = List.copyOf(args);
    this.faults = List.copyOf(faults);
  }

  /** A refusal whose text has the given placeholders. */
  public static Refused because(ErrorCode code, Object... args) {
    return new Refused(code, List.of(args), List.of());
  }

  /**
   * A refusal for the fields at fault; its code is that of the gravest: malformed before unknown
   * before invalid.
   */
  public static Refused forFaults(List<Fault> faults) {
    ErrorCode gravest = ErrorCode.INVALID_PARAMETERS;
    for (Fault fault : faults) {
      if (fault.kind() == ErrorCode.MALFORMED_JSON) {
        gravest = ErrorCode.MALFORMED_JSON;
        break;
      }
      if (fault.kind() == ErrorCode.UNKNOWN_FIELD) {
        gravest = ErrorCode.UNKNOWN_FIELD;
      }
    }
    return new Refused(gravest, List.of(), faults);
  }

  /** The same refusal, naming the fields for whose sake it is one. */
  public Refused naming(List<Fault> faults) {
    return new Refused(code, args, faults);
  }

  /** A refusal for one invalid field. */
  public static Refused invalid(String path, String message, Object... args) {
    return forFaults(List.of(Fault.invalid(path, message, args)));
  }

  /** A refusal for one invalid query parameter or header. */
  public static Refused parameter(String name, String message, Object... args) {
    return forFaults(List.of(Fault.parameter(name, message, args)));
  }

  /** Whether a failure is a refusal that an interface "with result or reason" tells as a result. */
  public static boolean isBusiness(Throwable failure) {
    return failure instanceof Refused refused && refused.code.isBusinessRefusal();
  }

  public ErrorCode code() {
    return code;
  }

  public List<Object> args() {
    return args;
  }

  /** The fields at fault; empty where no field is the reason. */
  public List<Fault> faults() {
    return faults;
  }
}
