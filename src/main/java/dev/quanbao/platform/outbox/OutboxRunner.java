package dev.quanbao.platform.outbox;

import dev.quanbao.platform.outbox.store.OutboxRepository;
import dev.quanbao.platform.store.StoreContext;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** Sends what is in the outbox, a few entries of every destination at a time. */
@ApplicationScoped
public class OutboxRunner {

  private final List<OutboxDispatcher> dispatchers;

  OutboxRunner(
      @All List<OutboxHandler> handlers,
      OutboxRepository outbox,
      StoreContext storeContext,
      Clock clock,
      OutboxSettings settings) {
    dispatchers =
        handlers.stream()
            .map(handler ->
                new OutboxDispatcher(handler, outbox, storeContext, clock, settings.patience()))
            .toList();
    if (dispatchers.stream().map(OutboxDispatcher::name).distinct().count() != dispatchers.size()) {
      throw new IllegalStateException(
          dispatchers.stream()
              .map(OutboxDispatcher::name)
              .collect(Collectors.joining(", ", "two handlers for one destination: ", "")));
    }
  }

  /** Looks for what is to be sent now instead of at the next regular moment. */
  public void lookSoon() {
    dispatchers.forEach(OutboxDispatcher::lookSoon);
  }

  void stop(@Observes ShutdownEvent event) {
    dispatchers.forEach(OutboxDispatcher::close);
  }

  // Waits for no destination: one whose store commands are slow holds up no other.
  @Scheduled(every = "{quanbao.outbox.every}")
  Uni<Void> look() {
    lookSoon();
    return Uni.createFrom().voidItem();
  }
}
