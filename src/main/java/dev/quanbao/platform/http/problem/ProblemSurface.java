package dev.quanbao.platform.http.problem;

import dev.quanbao.platform.error.Fault;
import dev.quanbao.platform.error.Messages;
import dev.quanbao.platform.http.error.Answer;
import dev.quanbao.platform.http.error.Outcome;
import dev.quanbao.platform.http.error.Surface;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The manner of {@code /v3}: RFC 9457 problem details. */
@Singleton
public final class ProblemSurface implements Surface {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** The problem details; {@code violations} is null where no field is at fault. */
  @RegisterForReflection
  public record Problem(
      String type,
      String title,
      int status,
      int code,
      String reason,
      String detail,
      String instance,
      @Nullable List<Violation> violations) {}

  /**
   * One field at fault, by its JSON pointer (RFC 6901); a query parameter or a header by its name
   * after a slash.
   */
  @RegisterForReflection
  public record Violation(String pointer, String code, String message) {}

  @Override
  public boolean owns(String path) {
    return path.equals("/v3") || path.startsWith("/v3/");
  }

  @Override
  public Answer word(Outcome outcome) {
    String words = outcome.code().name().toLowerCase(Locale.ROOT);
    var problem =
        new Problem(
            "urn:quanbao:problem:" + words.replace('_', '-'),
            words.replace('_', ' '),
            outcome.status(),
            outcome.code().code(),
            outcome.code().name(),
            outcome.message(),
            outcome.traceId(),
            violations(outcome));
    return new Answer(outcome.status(), MEDIA_TYPE, problem);
  }

  private static @Nullable List<Violation> violations(Outcome outcome) {
    return outcome.faults().isEmpty()
        ? null
        : outcome.faults().stream().map(fault -> violation(outcome, fault)).toList();
  }

  private static Violation violation(Outcome outcome, Fault fault) {
    String code = fault.message().substring(fault.message().indexOf('.') + 1);
    return new Violation(JsonPointers.of(fault), code, Messages.of(fault, outcome.language()));
  }
}
