package dev.quanbao.delivery.sending;

import dev.quanbao.claim.ReleaseEarmarks;
import dev.quanbao.delivery.connector.Connectors;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.store.DeliveryRepository;
import dev.quanbao.job.runner.JobHandler;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.platform.outbox.OutboxHandler;
import dev.quanbao.platform.outbox.OutboxRunner;
import dev.quanbao.platform.outbox.store.OutboxRepository;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Produces the job handler and the outbox handler of each medium. */
@Dependent
class DeliveryHandlers {

  private final DeliveryRepository deliveries;
  private final ReleaseEarmarks releaseEarmarks;

  DeliveryHandlers(DeliveryRepository deliveries, ReleaseEarmarks releaseEarmarks) {
    this.deliveries = deliveries;
    this.releaseEarmarks = releaseEarmarks;
  }

  @Produces
  @Singleton
  JobHandler smsJobHandler(
      DecideDeliveries decide,
      OutboxRepository outbox,
      OutboxRunner outboxRunner,
      JobRepository jobs,
      Clock clock) {
    return new DeliveryJobHandler(
        Medium.SMS, deliveries, decide, releaseEarmarks, outbox, outboxRunner, jobs, clock);
  }

  @Produces
  @Singleton
  JobHandler pushJobHandler(
      DecideDeliveries decide,
      OutboxRepository outbox,
      OutboxRunner outboxRunner,
      JobRepository jobs,
      Clock clock) {
    return new DeliveryJobHandler(
        Medium.PUSH, deliveries, decide, releaseEarmarks, outbox, outboxRunner, jobs, clock);
  }

  @Produces
  @Singleton
  OutboxHandler smsOutboxHandler(Connectors connectors, PhoneVault vault) {
    return new DeliveryOutboxHandler(Medium.SMS, connectors, deliveries, vault, releaseEarmarks);
  }

  @Produces
  @Singleton
  OutboxHandler pushOutboxHandler(Connectors connectors, PhoneVault vault) {
    return new DeliveryOutboxHandler(Medium.PUSH, connectors, deliveries, vault, releaseEarmarks);
  }
}
