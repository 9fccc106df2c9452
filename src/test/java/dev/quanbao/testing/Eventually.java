package dev.quanbao.testing;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Predicate;

/** Looks again and again until something is as it should be, for what happens in the background. */
public final class Eventually {

  private static final Duration PAUSE = Duration.ofMillis(5);

  private Eventually() {}

  /** What was seen last: what was waited for or, when the time is over, whatever there is. */
  public static <T> T look(Uni<T> look, Predicate<T> isAsItShouldBe, Duration limit) {
    long looks = limit.dividedBy(PAUSE);
    return look.repeat()
        .withDelay(PAUSE)
        .atMost(looks)
        .select()
        .first(isAsItShouldBe.negate())
        .collect()
        .last()
        .chain(() -> look)
        .await()
        .atMost(limit.multipliedBy(4));
  }
}
