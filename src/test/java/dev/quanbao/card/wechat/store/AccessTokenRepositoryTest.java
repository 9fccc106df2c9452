package dev.quanbao.card.wechat.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.card.wechat.model.AccessToken;
import dev.quanbao.platform.crypto.SealedBytes;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.store.Lease;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Of all replicas one fetches the next token, and a late one replaces nothing. */
@QuarkusTest
class AccessTokenRepositoryTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");
  private static final Instant LEASE_END = NOW.plusSeconds(15);

  private final String appId = Ids.random();

  @Inject AccessTokenRepository tokens;

  @Test
  void oneReplicaTakesARenewal() {
    AccessToken seen = await(tokens.findOrCreate(appId));

    AccessToken first = await(tokens.takeRenewal(seen, Lease.until(LEASE_END), NOW));
    AccessToken second = await(tokens.takeRenewal(seen, Lease.until(LEASE_END), NOW));

    assertThat(first).isNotNull();
    assertThat(second).isNull();
  }

  @Test
  void aRenewalOfADeadReplicaIsTakenAfterItsLease() {
    AccessToken dead = taken(LEASE_END, NOW);

    AccessToken tooEarly =
        await(tokens.takeRenewal(dead, Lease.until(LEASE_END), LEASE_END.minusMillis(1)));
    AccessToken next = await(tokens.takeRenewal(dead, Lease.until(LEASE_END), LEASE_END));

    assertThat(tooEarly).isNull();
    assertThat(next).isNotNull();
  }

  @Test
  void aReplicaThatComesLateReplacesNothing() {
    AccessToken late = taken(LEASE_END, NOW);
    AccessToken next =
        await(tokens.takeRenewal(late, Lease.until(LEASE_END.plusSeconds(15)), LEASE_END));

    await(tokens.replace(late, sealed(1), LEASE_END, LEASE_END));

    assertThat(await(tokens.findById(appId))).isEqualTo(next);
  }

  @Test
  void aReplacedTokenIsTheNextGenerationAndFreeToBeRenewed() {
    AccessToken held = taken(LEASE_END, NOW);
    Instant end = NOW.plusSeconds(7_200);

    await(tokens.replace(held, sealed(2), end.minusSeconds(300), end));

    assertThat(await(tokens.findById(appId)))
        .isEqualTo(new AccessToken(appId, 1, sealed(2), end.minusSeconds(300), end, Lease.FREE));
  }

  @Test
  void aRefusalOfAnOlderTokenRevokesNothing() {
    AccessToken held = taken(LEASE_END, NOW);
    await(tokens.replace(held, sealed(3), LEASE_END, LEASE_END));

    await(tokens.revoke(appId, 0));

    assertThat(await(tokens.findById(appId)).isRevoked()).isFalse();
  }

  private AccessToken taken(Instant leaseEnd, Instant now) {
    AccessToken seen = await(tokens.findOrCreate(appId));
    return await(tokens.takeRenewal(seen, Lease.until(leaseEnd), now));
  }

  private static SealedBytes sealed(int content) {
    return new SealedBytes(new byte[] {(byte) content});
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(LIMIT);
  }
}
