package dev.quanbao.delivery.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How many messages one phone may get: 1 a minute, 5 an hour, 10 a day. */
public final class SendLimits {

  /** How many of the latest messages the limits depend on. */
  static final int REMEMBERED = 10;

  /** How long a message counts. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final List<Limit> LIMITS =
      List.of(
          new Limit(1, Duration.ofMinutes(1)),
          new Limit(5, Duration.ofHours(1)),
          new Limit(REMEMBERED, LONGEST));

  private record Limit(int most, Duration within) {}

  private SendLimits() {}

  /** Whether a phone may get one more message, given when it got the latest ones. */
  static boolean allowOneMore(List<Instant> latest, Instant now) {
    return LIMITS.stream()
        .allMatch(limit ->
            latest.stream().filter(at -> at.isAfter(now.minus(limit.within()))).count()
                < limit.most());
  }
}
