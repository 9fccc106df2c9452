package dev.quanbao.access.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The time around a request's timestamp in which its sign is accepted.
 *
 * <p>It is counted from the timestamp and not from the receipt: a request that is dated in the
 * future stays good for longer, and its nonce must be remembered for as long.
 */
public final class SignWindow {

  /** How far a timestamp may lie from the real clock, either way. */
  private static final Duration REACH = Duration.ofMinutes(5);

  private SignWindow() {}

  /**
   * Whether a request may be accepted.
   *
   * @param timestamp in epoch seconds
   * @param now the real clock
   */
  public static boolean isOpen(long timestamp, Instant now) {
    return Math.abs(now.getEpochSecond() - timestamp) <= REACH.toSeconds();
  }

  /** Until when a request with a timestamp may be accepted. */
  public static Instant endOf(long timestamp) {
    return Instant.ofEpochSecond(timestamp).plus(REACH);
  }
}
