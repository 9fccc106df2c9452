package dev.quanbao.access.api;

import dev.quanbao.platform.error.RequestRefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The business clock, which a request of the demo may set for itself.
 *
 * <p>Where {@code quanbao.demo.clock-header} isn't true, the header is as good as absent.
 */
@ApplicationScoped
class RequestClock {

  /** The header that sets the clock, a moment as in RFC 3339. */
  static final String HEADER = "X-Quanbao-Now";

  private final Clock clock;
  private final boolean settable;

  RequestClock(Clock clock, ClockSettings settings) {
    this.clock = clock;
    this.settable = settings.clockHeader();
  }

  /** The moment at which a request with this header is judged. */
  Instant now(@Nullable String header) {
    if (!settable || header == null) {
      return clock.instant();
    }
    try {
      return OffsetDateTime.parse(header).toInstant();
    } catch (DateTimeParseException e) {
      throw RequestRefusedException.parameter(HEADER, "violation.format");
    }
  }
}
