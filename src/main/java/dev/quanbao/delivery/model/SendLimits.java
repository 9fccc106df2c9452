package dev.quanbao.delivery.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How many messages one phone may get: 1 a minute, 5 an hour, 10 a day. */
public final class SendLimits {

  /** No limit looks further back. */
  static final int REMEMBERED = 10;

  public static final Duration LONGEST = Duration.ofDays(1);

  private static final List<Limit> LIMITS =
      List.of(
          new Limit(1, Duration.ofMinutes(1)),
          new Limit(5, Duration.ofHours(1)),
          new Limit(REMEMBERED, LONGEST));

  private record Limit(int most, Duration within) {}

  private SendLimits() {}

  /** Whether a phone that got messages at some moments may get one more. */
  static boolean allow(List<Instant> lately, Instant now) {
    return LIMITS.stream()
        .allMatch(limit ->
            lately.stream().filter(at -> at.isAfter(now.minus(limit.within()))).count()
                < limit.most());
  }
}
