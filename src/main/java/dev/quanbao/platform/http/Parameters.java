package dev.quanbao.platform.http;

import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.constraint.OpaqueId;
import dev.quanbao.platform.http.json.Scalars;
import dev.quanbao.platform.id.OpaqueIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query parameters of one request of {@code /v3}, and notes what is wrong with them under
 * the names they were sent.
 *
 * <p>A blank parameter counts as absent, as it does to a sign. What can't be read has left a fault
 * behind, so that {@link #refuseIfAny()} must come before any value is used.
 */
public final class Parameters {

  /** The parameter that says how many items a page has. */
  public static final String LIMIT = "limit";

  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 200;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final List<Violation> violations = new ArrayList<>();

  /** Reads {@link #LIMIT}: 1 to 200, 50 unless given. */
  public int limit(@Nullable String sent) {
    if (sent == null || sent.isBlank()) {
      return DEFAULT_LIMIT;
    }
    if (!NUMBER.matcher(sent).matches()) {
      violation(LIMIT, "violation.type", "integer");
      return DEFAULT_LIMIT;
    }
    int limit = Integer.parseInt(sent);
    if (limit < 1) {
      violation(LIMIT, "violation.min", 1);
    } else if (limit > MAX_LIMIT) {
      violation(LIMIT, "violation.max", MAX_LIMIT);
    }
    return limit;
  }

  /** A constant by its name. */
  public <E extends Enum<E>> @Nullable E constant(
      String name, @Nullable String sent, Class<E> type) {
    if (sent == null || sent.isBlank()) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(sent)) {
        return constant;
      }
    }
    violation(name, "violation.oneOf", names(type));
    return null;
  }

  /** A parameter that is {@code true} or {@code false}. */
  public @Nullable Boolean flag(String name, @Nullable String sent) {
    if (sent == null || sent.isBlank()) {
      return null;
    }
    if (!sent.equals("true") && !sent.equals("false")) {
      violation(name, "violation.oneOf", "true, false");
    }
    return sent.equals("true");
  }

  /** A text of at most so many characters. */
  public @Nullable String text(String name, @Nullable String sent, int maxLength) {
    if (sent == null || sent.isBlank()) {
      return null;
    }
    if (!Scalars.isStorable(sent)) {
      violation(name, "violation.format");
    } else if (sent.length() > maxLength) {
      violation(name, "violation.length", 1, maxLength);
    }
    return sent;
  }

  /** An id that is not ours, see {@link OpaqueId}. */
  public @Nullable String opaqueId(String name, @Nullable String sent) {
    if (sent == null || sent.isBlank()) {
      return null;
    }
    if (!OpaqueIds.isWellFormed(sent)) {
      violation(name, "violation.format");
    }
    return sent;
  }

  /** Notes what is wrong with a parameter. */
  public void violation(String name, String message, Object... args) {
    violations.add(Violation.parameter(name, message, args));
  }

  /** Refuses the request if anything is wrong with its parameters. */
  public void refuseIfAny() {
    if (!violations.isEmpty()) {
      throw RequestRefusedException.forViolations(violations);
    }
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
  }
}
