package dev.quanbao.delivery.sending;

import dev.quanbao.claim.GiveBackCopies;
import dev.quanbao.delivery.connector.Connectors;
import dev.quanbao.delivery.model.Medium;
import dev.quanbao.delivery.store.Deliveries;
import dev.quanbao.job.runner.JobWork;
import dev.quanbao.job.store.Jobs;
import dev.quanbao.platform.outbox.Courier;
import dev.quanbao.platform.outbox.Outbox;
import dev.quanbao.platform.outbox.OutboxRunner;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** A job and a courier for each medium. */
@Dependent
class DeliveryBeans {

  @Produces
  @Singleton
  static JobWork smsJob(
      Deliveries deliveries,
      DecideDeliveries decide,
      GiveBackCopies giveBackCopies,
      Outbox outbox,
      OutboxRunner outboxRunner,
      Jobs jobs,
      Clock clock) {
    return new DeliveryJob(
        Medium.SMS, deliveries, decide, giveBackCopies, outbox, outboxRunner, jobs, clock);
  }

  @Produces
  @Singleton
  static JobWork pushJob(
      Deliveries deliveries,
      DecideDeliveries decide,
      GiveBackCopies giveBackCopies,
      Outbox outbox,
      OutboxRunner outboxRunner,
      Jobs jobs,
      Clock clock) {
    return new DeliveryJob(
        Medium.PUSH, deliveries, decide, giveBackCopies, outbox, outboxRunner, jobs, clock);
  }

  @Produces
  @Singleton
  static Courier smsCourier(
      Connectors connectors,
      Deliveries deliveries,
      PhoneVault vault,
      GiveBackCopies giveBackCopies) {
    return new DeliveryCourier(Medium.SMS, connectors, deliveries, vault, giveBackCopies);
  }

  @Produces
  @Singleton
  static Courier pushCourier(
      Connectors connectors,
      Deliveries deliveries,
      PhoneVault vault,
      GiveBackCopies giveBackCopies) {
    return new DeliveryCourier(Medium.PUSH, connectors, deliveries, vault, giveBackCopies);
  }
}
