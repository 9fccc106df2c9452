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

/** A job and a courier for each medium. */
@Dependent
class DeliveryBeans {

  @Produces
  @Singleton
  static JobHandler smsJob(
      DeliveryRepository deliveries,
      DecideDeliveries decide,
      ReleaseEarmarks giveBackCopies,
      OutboxRepository outbox,
      OutboxRunner outboxRunner,
      JobRepository jobs,
      Clock clock) {
    return new DeliveryJob(
        Medium.SMS, deliveries, decide, giveBackCopies, outbox, outboxRunner, jobs, clock);
  }

  @Produces
  @Singleton
  static JobHandler pushJob(
      DeliveryRepository deliveries,
      DecideDeliveries decide,
      ReleaseEarmarks giveBackCopies,
      OutboxRepository outbox,
      OutboxRunner outboxRunner,
      JobRepository jobs,
      Clock clock) {
    return new DeliveryJob(
        Medium.PUSH, deliveries, decide, giveBackCopies, outbox, outboxRunner, jobs, clock);
  }

  @Produces
  @Singleton
  static OutboxHandler smsCourier(
      Connectors connectors,
      DeliveryRepository deliveries,
      PhoneVault vault,
      ReleaseEarmarks giveBackCopies) {
    return new DeliveryOutboxHandler(Medium.SMS, connectors, deliveries, vault, giveBackCopies);
  }

  @Produces
  @Singleton
  static OutboxHandler pushCourier(
      Connectors connectors,
      DeliveryRepository deliveries,
      PhoneVault vault,
      ReleaseEarmarks giveBackCopies) {
    return new DeliveryOutboxHandler(Medium.PUSH, connectors, deliveries, vault, giveBackCopies);
  }
}
