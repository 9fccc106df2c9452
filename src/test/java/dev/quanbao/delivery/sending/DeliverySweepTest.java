package dev.quanbao.delivery.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.delivery.model.Delivery;
import dev.quanbao.delivery.model.DeliveryState;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.model.MessageOrder;
import dev.quanbao.delivery.model.Receiver;
import dev.quanbao.delivery.model.SendLimits;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.delivery.store.PhoneSendsRepository;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Old deliveries and phones are deleted, and none that may still be needed. */
@QuarkusTest
class DeliverySweepTest {

  private static final Instant NOW = Instant.parse("2025-06-15T04:00:00Z");
  private static final Duration KEEP = Duration.ofDays(90);

  @Inject DeliveryRepository deliveries;
  @Inject PhoneSendsRepository phoneSends;
  @Inject PacedBatches batches;

  @Test
  void deliveriesAreForgottenOnceTheyNeedNotBeKept() {
    Delivery old = delivery(NOW.minus(KEEP).minusMillis(1));
    Delivery kept = delivery(NOW.minus(KEEP));

    await(sweep().sweep());

    assertThat(await(deliveries.findById(old.id()))).isNull();
    assertThat(await(deliveries.findById(kept.id()))).isEqualTo(kept);
  }

  @Test
  void phonesAreForgottenOnceTheyCountForNoLimit() {
    Duration counted = SendLimits.LONGEST.plusHours(1);
    String old = sent(NOW.minus(counted).minusMillis(1));
    String kept = sent(NOW.minus(counted));

    await(sweep().sweep());

    assertThat(await(phoneSends.findById(old))).isNull();
    assertThat(await(phoneSends.findById(kept))).isNotNull();
  }

  private DeliverySweep sweep() {
    return new DeliverySweep(deliveries, phoneSends, batches, new MovableClock(NOW), () -> KEEP);
  }

  private String sent(Instant at) {
    String hash = Ids.random();
    await(phoneSends.countWithinLimits(Map.of(hash, Ids.random()), at));
    return hash;
  }

  private Delivery delivery(Instant orderedAt) {
    String jobId = Ids.random();
    var delivery =
        new Delivery(
            Delivery.idOf(jobId, 0),
            jobId,
            0,
            new MessageOrder(Medium.PUSH, "x1111111111", "package", "op001", null, orderedAt),
            Receiver.user("u0001"),
            DeliveryState.SENT,
            "7480648244",
            null,
            null);
    await(deliveries.persist(delivery));
    return delivery;
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(Duration.ofSeconds(30));
  }
}
