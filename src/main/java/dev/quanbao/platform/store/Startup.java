package dev.quanbao.platform.store;

import dev.quanbao.platform.store.StartupTask.Order;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Prepares the store at start: indexes first, then keys, then data; the service accepts no request
 * before all of it is done, and doesn't start when it can't be done.
 */
@ApplicationScoped
public class Startup {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<StartupTask> tasks;

  Startup(@All List<StartupTask> tasks) {
    this.tasks = tasks;
  }

  // Blocks the starting thread, never an event loop: nothing is served yet.
  void prepare(@Observes StartupEvent event) {
    List<StartupTask> inOrder =
        tasks.stream().sorted(Comparator.comparing(StartupTask::order)).toList();
    for (Order order : Order.values()) {
      List<Uni<Void>> same =
          inOrder.stream().filter(task -> task.order() == order).map(StartupTask::run).toList();
      if (!same.isEmpty()) {
        Uni.join().all(same).andFailFast().await().atMost(LIMIT);
      }
    }
  }
}
