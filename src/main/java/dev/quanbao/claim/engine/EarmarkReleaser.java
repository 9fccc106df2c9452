package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.CopyState.Releasing;
import dev.quanbao.claim.store.ClaimIds;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Quota.Fence;
import dev.quanbao.giftpackage.store.ChildPool;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.flow.Sequentially;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts copies that were set aside back into the pool, all of an attempt's by the same few writes.
 *
 * <ol>
 *   <li>the attempt takes the copies, as a claim would take them over;
 *   <li>the quota counts them as left again and notes the attempt: the commit point, see {@link
 *       QuotaRepository#release};
 *   <li>children are set free, the copies are marked as released, the note is cleared.
 * </ol>
 *
 * <p>An interrupted attempt is finished if it is noted; else it is fenced, and the copies are set
 * aside as before. All of this can be repeated, and by several at once.
 */
@ApplicationScoped
public class EarmarkReleaser {

  private static final int BATCH = 1_000;

  private final ClaimRepository claims;
  private final ChildPool children;
  private final QuotaRepository quota;
  private final Clock clock;

  EarmarkReleaser(ClaimRepository claims, ChildPool children, QuotaRepository quota, Clock clock) {
    this.claims = claims;
    this.children = children;
    this.quota = quota;
    this.clock = clock;
  }

  /** Releases copies of a package, but for those that a user has claimed. */
  public Uni<Void> release(String packageId, Collection<String> copyIds) {
    if (copyIds.isEmpty()) {
      return done();
    }
    String attemptId = ClaimIds.newRelease();
    return claims
        .beginRelease(copyIds, attemptId, clock.instant())
        .chain(() -> claims.findReleasing(attemptId))
        .chain(copies -> copies.isEmpty() ? done() : commit(packageId, attemptId, copies));
  }

  private Uni<Void> commit(String packageId, String attemptId, List<Claim> copies) {
    return quota
        .release(packageId, attemptId, copies.size(), clock.instant())
        .chain(counts ->
            // Recovery has fenced the attempt.
            counts ? finish(packageId, attemptId, copies) : claims.undoRelease(attemptId));
  }

  private Uni<Void> finish(String packageId, String attemptId, List<Claim> copies) {
    return children
        .release(packageId, copies.stream().map(Claim::id).toList())
        .chain(() -> claims.endRelease(attemptId))
        .chain(() -> quota.clearNotes(packageId, List.of(attemptId)));
  }

  /** Finishes or undoes what was interrupted before a moment. */
  Uni<Void> recover(Instant before) {
    return claims.findInterruptedReleases(before, BATCH).chain(this::resolve);
  }

  /** Finishes or undoes the attempts by which copies are being released. */
  public Uni<Void> resolve(List<Claim> copies) {
    Map<String, String> packages = new LinkedHashMap<>();
    for (Claim copy : copies) {
      if (copy.state() instanceof Releasing releasing) {
        packages.put(releasing.attemptId(), copy.packageId());
      }
    }
    return Sequentially.each(
        packages.entrySet(), attempt -> resolve(attempt.getValue(), attempt.getKey()));
  }

  private Uni<Void> resolve(String packageId, String attemptId) {
    return quota
        .read(packageId)
        .chain(now ->
            isNoted(now, attemptId) ? finish(packageId, attemptId) : giveUp(packageId, attemptId));
  }

  private static boolean isNoted(GiftPackage now, String attemptId) {
    return now.quota().noted().contains(attemptId);
  }

  private Uni<Void> finish(String packageId, String attemptId) {
    return claims.findReleasing(attemptId).chain(copies -> finish(packageId, attemptId, copies));
  }

  // An attempt without a note may also be one that was finished since: then nothing is being
  // released.
  private Uni<Void> giveUp(String packageId, String attemptId) {
    return quota
        .fence(packageId, List.of(new Fence(attemptId, clock.instant(), null)))
        .chain(fenced -> fenced ? claims.undoRelease(attemptId) : finish(packageId, attemptId));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }
}
