package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.quarkus.logging.Log;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Brings claims for the same package together: those that arrive while others are under way share
 * the next round of store commands.
 *
 * <p>A lone claim never waits for company, and the more there are the less each of them costs.
 */
@ApplicationScoped
public class ClaimBatcher {

  private static final int MAX_BATCH = 128;
  private static final int MAX_WAITING = 10_000;
  private static final Duration GATHERING = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClaimProcessor steps;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  ClaimBatcher(ClaimProcessor steps) {
    this.steps = steps;
  }

  /** Decides a claim; an outcome that can't be learned in time is a failure, never a guess. */
  public Uni<ClaimDecision> decide(ClaimRequest request) {
    Executor home = callersContext();
    return Uni.createFrom()
        .completionStage(() -> {
          var attempt = new Attempt(request, home);
          enter(attempt);
          return attempt.decision();
        })
        .ifNoItem()
        .after(PATIENCE)
        .failWith(() -> RequestRefusedException.because(ErrorCode.OUTCOME_UNKNOWN))
        .emitOn(home);
  }

  private void enter(Attempt attempt) {
    String packageId = attempt.request().packageId();
    lanes.compute(
        packageId,
        (id, lane) -> {
          Lane open = lane == null ? new Lane() : lane;
          open.add(attempt);
          return open;
        });
    List<Attempt> batch = next(packageId);
    if (!batch.isEmpty()) {
      run(packageId, batch);
    }
  }

  private List<Attempt> next(String packageId) {
    List<Attempt> batch = new ArrayList<>();
    lanes.computeIfPresent(packageId, (id, lane) -> lane.isIdleAfterFilling(batch) ? null : lane);
    return batch;
  }

  private void run(String packageId, List<Attempt> batch) {
    Uni.createFrom()
        .deferred(() -> steps.run(packageId, batch))
        .onFailure()
        .invoke(failure -> batch.forEach(attempt -> attempt.fail(failure)))
        .onTermination()
        .call(() -> batch.size() > 1 ? pause() : Uni.createFrom().voidItem())
        .onTermination()
        .invoke(() -> finished(packageId))
        .subscribe()
        .with(done -> {}, failure -> Log.debug("a batch of claims failed", failure));
  }

  // Who has just been answered in company is likely to come back in company: without a moment for
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
    List<Attempt> batch = next(packageId);
    if (!batch.isEmpty()) {
      batch.getFirst().home().execute(() -> run(packageId, batch));
    }
  }

  // Whoever asked goes on where it came from, not on the context of the batch it travelled with.
  private static Executor callersContext() {
    Context context = Vertx.currentContext();
    return context == null
        ? Infrastructure.getDefaultExecutor()
        : task -> context.runOnContext(ignored -> task.run());
  }

  /** The claims for one package that wait for their turn; touched only inside the map's compute. */
  private static final class Lane {
    private final Queue<Attempt> waiting = new ArrayDeque<>();
    private boolean running;

    void add(Attempt attempt) {
      if (waiting.size() >= MAX_WAITING) {
        attempt.fail(RequestRefusedException.because(ErrorCode.RATE_LIMITED));
      } else {
        waiting.add(attempt);
      }
    }

    /** Moves the next ones into the batch unless one is running; true: the lane can go. */
    boolean isIdleAfterFilling(List<Attempt> batch) {
      if (running) {
        return false;
      }
      while (batch.size() < MAX_BATCH && !waiting.isEmpty()) {
        Attempt next = waiting.remove();
        // Whoever has given up waiting was told that nothing is known: nothing need happen.
        if (!next.decision().isDone()) {
          batch.add(next);
        }
      }
      running = !batch.isEmpty();
      return !running;
    }
  }
}
