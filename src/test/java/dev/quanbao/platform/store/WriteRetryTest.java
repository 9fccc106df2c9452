package dev.quanbao.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoException;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Writes that have to give way to others, now and then or always. */
class WriteRetryTest {

  private static final int DEADLOCK = 16908292;

  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void aWriteThatGaveWayIsMadeAgain() {
    Uni<String> write = failing(1, DEADLOCK);

    String written = WriteRetry.untilMade(write).await().indefinitely();

    assertThat(written).isEqualTo("written");
    assertThat(attempts).hasValue(2);
  }

  @Test
  void aWriteThatFailsForAnotherReasonIsMadeOnce() {
    Uni<String> write = failing(1, 8000);

    Throwable failure = catchThrowable(() -> WriteRetry.untilMade(write).await().indefinitely());

    assertThat(failure).isInstanceOf(MongoException.class);
    assertThat(attempts).hasValue(1);
  }

  private Uni<String> failing(int times, int code) {
    return Uni.createFrom()
        .item(() -> {
          if (attempts.incrementAndGet() <= times) {
            throw new MongoException(code, "refused");
          }
          return "written";
        });
  }
}
