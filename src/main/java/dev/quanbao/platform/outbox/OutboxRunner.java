package dev.quanbao.platform.outbox;

import dev.quanbao.platform.store.StoreContext;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends what is in the outbox, a few entries of every desk at a time. */
@ApplicationScoped
public class OutboxRunner {

  private final List<OutboxDispatcher> desks;

  OutboxRunner(
      @All List<OutboxHandler> couriers,
      Outbox outbox,
      StoreContext storeContext,
      Clock clock,
      @ConfigProperty(name = "quanbao.outbox.patience", defaultValue = "24h") Duration patience) {
    desks =
        couriers.stream()
            .map(courier -> new OutboxDispatcher(courier, outbox, storeContext, clock, patience))
            .toList();
    if (desks.stream().map(OutboxDispatcher::name).distinct().count() != desks.size()) {
      throw new IllegalStateException(
          desks.stream()
              .map(OutboxDispatcher::name)
              .collect(Collectors.joining(", ", "two couriers at one desk: ", "")));
    }
  }

  /** Looks for what is to be sent now instead of at the next regular moment. */
  public void lookSoon() {
    desks.forEach(OutboxDispatcher::lookSoon);
  }

  void stop(@Observes ShutdownEvent event) {
    desks.forEach(OutboxDispatcher::close);
  }

  // Waits for no desk: one whose store commands are slow holds up no other.
  @Scheduled(every = "{quanbao.outbox.every}")
  Uni<Void> look() {
    lookSoon();
    return Uni.createFrom().voidItem();
  }
}
