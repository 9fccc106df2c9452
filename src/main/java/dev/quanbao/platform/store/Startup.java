package dev.quanbao.platform.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSocketException;
import com.mongodb.client.model.IndexModel;
import dev.quanbao.platform.store.StartupTask.Order;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Prepares the store at start: indexes first, then keys, then data; the service accepts no request
 * before all of it is done, and doesn't start when it can't be done.
 */
@ApplicationScoped
public class Startup {

  // What runs on a schedule uses the store too, and must find it prepared.
  private static final int BEFORE_SCHEDULES = Interceptor.Priority.PLATFORM_BEFORE - 1;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int RETRIES = 6;
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  private final List<DocumentRepository<?>> repositories;
  private final List<StartupTask> tasks;

  Startup(@All List<DocumentRepository<?>> repositories, @All List<StartupTask> tasks) {
    this.repositories = repositories;
    this.tasks = tasks;
  }

  void prepare(@Observes @Priority(BEFORE_SCHEDULES) StartupEvent event) {
    finish(repositories.stream().map(repository -> insist(() -> makeIndexes(repository))));
    for (Order order : Order.values()) {
      finish(tasks.stream().filter(task -> task.order() == order).map(task -> insist(task::run)));
    }
  }

  // Blocks the starting thread, never an event loop: nothing is served yet.
  private static void finish(Stream<Uni<Void>> atOnce) {
    List<Uni<Void>> all = atOnce.toList();
    if (!all.isEmpty()) {
      Uni.join().all(all).andFailFast().await().atMost(LIMIT);
    }
  }

  private static Uni<Void> makeIndexes(DocumentRepository<?> repository) {
    List<IndexModel> declared = repository.indexes();
    return declared.isEmpty()
        ? Uni.createFrom().voidItem()
        : repository.mongoCollection().createIndexes(declared).replaceWithVoid();
  }

  // Replicas that start at the same moment make the same indexes, and there are stores where each
  // of them then waits for the other until one is turned away.
  private static Uni<Void> insist(Supplier<Uni<Void>> task) {
    return Uni.createFrom()
        .deferred(task::get)
        .onFailure(Startup::mayPass)
        .retry()
        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
        .atMost(RETRIES);
  }

  private static boolean mayPass(Throwable failure) {
    return failure instanceof MongoCommandException || failure instanceof MongoSocketException;
  }
}
