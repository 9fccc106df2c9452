package dev.quanbao.claim.engine;

import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.flow.Sequentially;
import dev.quanbao.platform.store.WriteRetry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down that claims are complete, in batches and off the request's path.
 *
 * <p>First the claims are marked, then their notes are cleared: a claim without a note that isn't
 * marked would look as if it had never counted. What a crash leaves is settled by {@link
 * ClaimRecovery}.
 */
@ApplicationScoped
public class ClaimSettlement {

  private static final Duration GATHERING = Duration.ofMillis(100);

  private final ClaimRepository claims;
  private final QuotaRepository quota;
  private final Duration gathering;
  private final Object lock = new Object();
  private Map<String, List<String>> gathered = new HashMap<>();

  @Inject
  public ClaimSettlement(ClaimRepository claims, QuotaRepository quota) {
    this(claims, quota, GATHERING);
  }

  public ClaimSettlement(ClaimRepository claims, QuotaRepository quota, Duration gathering) {
    this.claims = claims;
    this.quota = quota;
    this.gathering = gathering;
  }

  /** Settles claims of a package together with those of the next moments. */
  void settleSoon(String packageId, List<String> claimIds) {
    boolean first;
    synchronized (lock) {
      first = gathered.isEmpty();
      gathered.computeIfAbsent(packageId, id -> new ArrayList<>()).addAll(claimIds);
    }
    if (first) {
      Uni.createFrom()
          .voidItem()
          .onItem()
          .delayIt()
          .by(gathering)
          .chain(this::settleGathered)
          .subscribe()
          .with(
              done -> {},
              failure -> Log.debug("claims are complete, but recovery has to say so", failure));
    }
  }

  /** Settles claims of a package now. */
  public Uni<Void> settle(String packageId, List<String> claimIds) {
    return settle(Map.of(packageId, claimIds));
  }

  private Uni<Void> settleGathered() {
    Map<String, List<String>> now;
    synchronized (lock) {
      now = gathered;
      gathered = new HashMap<>();
    }
    return settle(now);
  }

  private Uni<Void> settle(Map<String, List<String>> byPackage) {
    List<String> all = byPackage.values().stream().flatMap(List::stream).toList();
    return WriteRetry.untilMade(claims.markDone(all))
        .chain(() ->
            Sequentially.each(
                byPackage.entrySet(),
                entry -> WriteRetry.untilMade(quota.clearNotes(entry.getKey(), entry.getValue()))));
  }
}
