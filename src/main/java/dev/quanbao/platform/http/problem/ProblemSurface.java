package dev.quanbao.platform.http.problem;

import dev.quanbao.platform.error.Messages;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.error.Answer;
import dev.quanbao.platform.http.error.ErrorResponse;
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
      @Nullable List<InvalidField> violations) {}

  /**
   * One field at fault, by its JSON pointer (RFC 6901); a query parameter or a header by its name
   * after a slash.
   */
  @RegisterForReflection
  public record InvalidField(String pointer, String code, String message) {}

  @Override
  public boolean owns(String path) {
    return path.equals("/v3") || path.startsWith("/v3/");
  }

  @Override
  public Answer render(ErrorResponse outcome) {
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

  private static @Nullable List<InvalidField> violations(ErrorResponse outcome) {
    return outcome.violations().isEmpty()
        ? null
        : outcome.violations().stream().map(violation -> invalidField(outcome, violation)).toList();
  }

  private static InvalidField invalidField(ErrorResponse outcome, Violation violation) {
    String code = violation.message().substring(violation.message().indexOf('.') + 1);
    return new InvalidField(
        JsonPointers.of(violation), code, Messages.of(violation, outcome.language()));
  }
}
