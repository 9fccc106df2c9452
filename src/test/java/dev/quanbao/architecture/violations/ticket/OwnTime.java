package dev.quanbao.architecture.violations.ticket;

import java.time.Instant;

/** Asks nobody what time it is. */
public final class OwnTime {

  private OwnTime() {}

  public static boolean isOver(Instant end) {
    return Instant.now().isAfter(end);
  }
}
