package dev.quanbao.platform.http.error;

import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Messages;
import dev.quanbao.platform.error.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An outcome that is not success, with all that a {@link Surface} needs to word it.
 *
 * @param args what the placeholders of the code's text stand for
 * @param headers headers the answer must carry
 * @param requestType the record the body was read into; null where none was
 */
public record ErrorResponse(
    ErrorCode code,
    List<Object> args,
    List<Violation> violations,
    Map<String, String> headers,
    Locale language,
    String traceId,
    @Nullable Class<? extends Record> requestType) {

  public int status() {
    return HttpStatuses.of(code);
  }

  /** The text of the outcome. */
  public String message() {
    return Messages.of(code, language, args);
  }
}
