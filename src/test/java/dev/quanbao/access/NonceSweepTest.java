package dev.quanbao.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.quanbao.access.model.UsedNonce;
import dev.quanbao.access.store.NonceRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Its nonces are of long ago, so that it leaves those of other tests alone. */
@QuarkusTest
class NonceSweepTest {

  private static final Instant NOW = Instant.parse("2000-01-01T00:00:00Z");
  private static final long SECONDS = NOW.getEpochSecond();
  private static final String CLIENT = "a0000000000000000000000000000003";

  @Inject NonceRepository nonces;
  @Inject NonceSweep sweep;

  @BeforeEach
  void noNonces() {
    await(nonces.delete("expiresAt < ?1", NOW.plusSeconds(3600)));
  }

  @Test
  void whatNoReplicaAcceptsAnyMoreIsSwept() {
    await(nonces.take(CLIENT, "over", SECONDS - 361));
    await(nonces.take(CLIENT, "nearly", SECONDS - 360));
    await(nonces.take(CLIENT, "future", SECONDS + 300));

    int swept = await(sweep.sweep(NOW));

    assertThat(swept).isEqualTo(1);
    assertThat(catchThrowable(() -> await(nonces.take(CLIENT, "nearly", SECONDS))))
        .asInstanceOf(InstanceOfAssertFactories.type(RequestRefusedException.class))
        .returns(ErrorCode.NONCE_ALREADY_USED, RequestRefusedException::code);
  }

  @Test
  void moreThanOneBatchIsSwept() {
    List<UsedNonce> expired =
        IntStream.range(0, 2_500)
            .mapToObj(i -> new UsedNonce(CLIENT + "|batch" + i, NOW.minusSeconds(61)))
            .toList();
    await(nonces.persist(expired));

    int swept = await(sweep.sweep(NOW));

    assertThat(swept).isEqualTo(2_500);
  }

  @Test
  void aNonceBelongsToItsClient() {
    await(nonces.take(CLIENT, "shared", SECONDS));

    Throwable failure =
        catchThrowable(
            () -> await(nonces.take("a0000000000000000000000000000004", "shared", SECONDS)));

    assertThat(failure).isNull();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
