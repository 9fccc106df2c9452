package dev.quanbao.card.wechat;

import dev.quanbao.card.wechat.Reply.Answered;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.model.SendOutcome.Later;
import dev.quanbao.platform.outbox.model.SendOutcome.Postponed;
import dev.quanbao.platform.outbox.model.SendOutcome.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * What WeChat's error codes mean for the outbox: after some the same request may succeed soon,
 * after one it may from midnight on, after all others never.
 */
final class WeChatCodes {

  private static final int SYSTEM_BUSY = -1;
  private static final int PER_MINUTE = 45011;
  private static final int DAILY_QUOTA = 45009;

  /** The zone of WeChat's days, which need not be that of the business. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final int LONGEST = 500;

  private WeChatCodes() {}

  /** Whether a code says that the access token is no longer valid. */
  static boolean isOfToken(int code) {
    return switch (code) {
      case 40001, 40014, 42001 -> true;
      default -> false;
    };
  }

  /** The outcome of a request that WeChat answered with an error. */
  static SendOutcome outcome(Answered error, Instant now) {
    String words = words(error);
    return switch (error.code()) {
      case SYSTEM_BUSY, PER_MINUTE -> Later.because(words);
      case DAILY_QUOTA -> new Postponed(midnightAfter(now), words);
      default ->
          isOfToken(error.code())
              ? Later.because(words)
              : new Refused(String.valueOf(error.code()), words);
    };
  }

  private static String words(Answered error) {
    String words = error.words();
    return words.length() > LONGEST ? words.substring(0, LONGEST) : words;
  }

  private static Instant midnightAfter(Instant now) {
    return now.atZone(ZONE).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
  }
}
