package dev.quanbao.card.api.card;

import dev.quanbao.platform.error.Messages;
import dev.quanbao.platform.error.Violation;
import dev.quanbao.platform.http.error.Answer;
import dev.quanbao.platform.http.error.ErrorResponse;
import dev.quanbao.platform.http.error.Surface;
import dev.quanbao.platform.http.problem.JsonPointers;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;

/** The manner of the card surface: {@code {"code","message","errors"}}. */
@Singleton
public final class CardSurface implements Surface {

  private static final Pattern OWN =
      Pattern.compile("/((discount|coupon|groupon|gift)/ticket|tickets|ticket)(/.*)?");

  /** An outcome that is not success; {@code errors} is empty where no field is at fault. */
  @RegisterForReflection
  public record CardRefusal(int code, String message, List<CardViolation> errors) {}

  /** One field at fault, by its JSON pointer; a query parameter by its name after a slash. */
  @RegisterForReflection
  public record CardViolation(String field, String message) {}

  static boolean isOwn(String path) {
    return OWN.matcher(path).matches();
  }

  @Override
  public boolean owns(String path) {
    return isOwn(path);
  }

  @Override
  public Answer render(ErrorResponse outcome) {
    List<CardViolation> errors =
        outcome.violations().stream().map(violation -> error(outcome, violation)).toList();
    return new Answer(
        outcome.status(),
        MediaType.APPLICATION_JSON,
        new CardRefusal(outcome.code().code(), outcome.message(), errors));
  }

  private static CardViolation error(ErrorResponse outcome, Violation violation) {
    return new CardViolation(
        JsonPointers.inSnakeCase(violation), Messages.of(violation, outcome.language()));
  }
}
