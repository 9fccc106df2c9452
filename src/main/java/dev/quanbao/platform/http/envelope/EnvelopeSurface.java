package dev.quanbao.platform.http.envelope;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Messages;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.error.Answer;
import dev.quanbao.platform.http.error.ErrorResponse;
import dev.quanbao.platform.http.error.Surface;
import dev.quanbao.platform.http.json.FieldNames;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The back office's manner: the envelope, whose data are the fields at fault. */
@Singleton
public final class EnvelopeSurface implements Surface {

  /** One field at fault. */
  @RegisterForReflection
  public record FieldViolation(String field, String message) {}

  private final Envelopes envelopes;

  EnvelopeSurface(Envelopes envelopes) {
    this.envelopes = envelopes;
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith("/op/");
  }

  @Override
  public boolean takesTheRest() {
    return true;
  }

  @Override
  public Answer render(ErrorResponse outcome) {
    return new Answer(
        outcome.status(),
        MediaType.APPLICATION_JSON,
        envelopes.refused(outcome.code().code(), outcome.message(), fields(outcome)),
        // Every interface of this surface is a POST.
        outcome.code() == ErrorCode.METHOD_NOT_ALLOWED ? Map.of("Allow", "POST") : Map.of());
  }

  private static @Nullable List<FieldViolation> fields(ErrorResponse outcome) {
    if (outcome.violations().isEmpty()) {
      return null;
    }
    return outcome.violations().stream()
        .filter(violation -> !violation.path().isEmpty())
        .map(violation -> field(outcome, violation))
        .toList();
  }

  private static FieldViolation field(ErrorResponse outcome, Violation violation) {
    return new FieldViolation(
        FieldNames.print(outcome.requestType(), violation),
        Messages.of(violation, outcome.language()));
  }
}
