package dev.quanbao.platform.http.body;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * How large bodies may be.
 *
 * <p>Made when the first body comes: filters are made before the service has its settings.
 */
@ApplicationScoped
class BodyLimits {

  private final int held;
  private final long spooled;

  BodyLimits(BodySettings settings) {
    this.held = Math.toIntExact(settings.largestHeld());
    this.spooled = settings.largestSpooled();
  }

  int held() {
    return held;
  }

  long spooled() {
    return spooled;
  }
}
