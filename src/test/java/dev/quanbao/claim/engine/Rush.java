package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.platform.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What came of many clients claiming at once.
 *
 * @param granted with the tickets that were answered
 * @param rejected reasons, by how often
 * @param failures outcomes that could not be learned
 */
public record Rush(List<Granted> granted, Map<ErrorCode, Long> rejected, List<Throwable> failures) {

  private static final int CLIENTS = 64;

  /** 64 clients work off the wishes, the next wish at the next replica. */
  public static Rush of(List<Replica> replicas, List<ClaimRequest> wishes) {
    var next = new AtomicInteger();
    return of(
        wishes,
        wish -> replicas.get(next.getAndIncrement() % replicas.size()).singleClaim.decide(wish));
  }

  public static <W> Rush of(List<W> wishes, Function<W, Uni<ClaimDecision>> claim) {
    Queue<ClaimDecision> decisions = new ConcurrentLinkedQueue<>();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    Queue<W> waiting = new ConcurrentLinkedQueue<>(wishes);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> {
          for (W wish = waiting.poll(); wish != null; wish = waiting.poll()) {
            try {
              decisions.add(claim.apply(wish).await().atMost(ClaimStage.LIMIT));
            } catch (RuntimeException e) {
              failures.add(e);
            }
          }
        });
      }
    }
    return new Rush(
        decisions.stream().filter(Granted.class::isInstance).map(Granted.class::cast).toList(),
        decisions.stream()
            .filter(Rejected.class::isInstance)
            .map(decision -> ((Rejected) decision).reason())
            .collect(Collectors.groupingBy(reason -> reason, Collectors.counting())),
        List.copyOf(failures));
  }
}
