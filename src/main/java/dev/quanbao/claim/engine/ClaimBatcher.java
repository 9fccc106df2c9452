package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Gathers claims for the same package into batches: those that arrive while a batch is under way
 * share the next one, and with it each of its store commands.
 *
 * <p>A lone claim starts at once, and the more claims there are the less each of them costs.
 */
@ApplicationScoped
class ClaimBatcher {

  private static final int MAX_BATCH = 128;
  private static final int MAX_WAITING = 10_000;
  private static final Duration GATHERING = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClaimProcessor processor;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  ClaimBatcher(ClaimProcessor processor) {
    this.processor = processor;
  }

  /** Decides a claim; an outcome that is not known in time is a failure, never a guess. */
  Uni<Outcome> decide(ClaimRequest request) {
    Executor home = callersContext();
    return Uni.createFrom()
        .completionStage(() -> {
          var waiting = new Waiting(request, home, new CompletableFuture<>());
          enter(waiting);
          return waiting.outcome();
        })
        .ifNoItem()
        .after(PATIENCE)
        .failWith(() -> RequestRefusedException.because(ErrorCode.OUTCOME_UNKNOWN))
        .emitOn(home);
  }

  /**
   * A request that waits for its outcome.
   *
   * @param home where its caller goes on
   */
  private record Waiting(ClaimRequest request, Executor home, CompletableFuture<Outcome> outcome) {}

  private void enter(Waiting waiting) {
    String packageId = waiting.request().packageId();
    lanes.compute(
        packageId,
        (id, lane) -> {
          Lane open = lane == null ? new Lane() : lane;
          open.add(waiting);
          return open;
        });
    List<Waiting> batch = next(packageId);
    if (!batch.isEmpty()) {
      run(packageId, batch);
    }
  }

  private List<Waiting> next(String packageId) {
    List<Waiting> batch = new ArrayList<>();
    lanes.computeIfPresent(packageId, (id, lane) -> lane.isIdleAfterFilling(batch) ? null : lane);
    return batch;
  }

  private void run(String packageId, List<Waiting> batch) {
    List<ClaimRequest> requests = batch.stream().map(Waiting::request).toList();
    Multi.createFrom()
        .deferred(() -> processor.process(packageId, requests))
        .invoke(result -> batch.get(result.place()).outcome().complete(result.outcome()))
        .onFailure()
        .invoke(
            failure -> batch.forEach(waiting -> waiting.outcome().completeExceptionally(failure)))
        .onItem()
        .ignoreAsUni()
        .onTermination()
        .call(() -> batch.size() > 1 ? pause() : Uni.createFrom().voidItem())
        .onTermination()
        .invoke(() -> finished(packageId))
        .subscribe()
        .with(done -> {}, failure -> Log.debug("a batch of claims failed", failure));
  }

  // Clients that were answered together are likely to come back together: without a moment for
  // that, the first of them would set out alone and the others wait for a batch of one.
  private static Uni<Void> pause() {
    return Uni.createFrom().voidItem().onItem().delayIt().by(GATHERING);
  }

  // The next batch starts where one of its own claims came from: not in the depth of this one's
  // stack, which would grow with every batch that needs nothing of the store.
  private void finished(String packageId) {
    lanes.computeIfPresent(
        packageId,
        (id, lane) -> {
          lane.running = false;
          return lane;
        });
    List<Waiting> batch = next(packageId);
    if (!batch.isEmpty()) {
      batch.getFirst().home().execute(() -> run(packageId, batch));
    }
  }

  // A caller goes on in its own context, not in that of the batch its claim was part of.
  private static Executor callersContext() {
    Context context = Vertx.currentContext();
    return context == null
        ? Infrastructure.getDefaultExecutor()
        : task -> context.runOnContext(ignored -> task.run());
  }

  /** The claims for one package that wait for their turn; touched only inside the map's compute. */
  private static final class Lane {
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean running;

    void add(Waiting added) {
      if (waiting.size() >= MAX_WAITING) {
        added
            .outcome()
            .completeExceptionally(RequestRefusedException.because(ErrorCode.RATE_LIMITED));
      } else {
        waiting.add(added);
      }
    }

    /** Moves the next ones into the batch unless one is running; true: the lane can go. */
    boolean isIdleAfterFilling(List<Waiting> batch) {
      if (running) {
        return false;
      }
      while (batch.size() < MAX_BATCH && !waiting.isEmpty()) {
        Waiting next = waiting.remove();
        // A caller that gave up waiting was told that the outcome is unknown: nothing need happen.
        if (!next.outcome().isDone()) {
          batch.add(next);
        }
      }
      running = !batch.isEmpty();
      return !running;
    }
  }
}
