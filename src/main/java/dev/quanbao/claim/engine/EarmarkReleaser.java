package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.RecipientIds;
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
 * The way of copies that were set aside back to the pool, all of an attempt's by the same few
 * writes.
 *
 * <ol>
 *   <li>the attempt takes the copies, as a claim would take them over;
 *   <li>the quota counts them as left again and notes the attempt: the commit point, see {@link
 *       QuotaRepository#release};
 *   <li>children are set free, the copies are marked as returned, the note is cleared.
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

  /** Gives copies of a package back, but for those that somebody has claimed. */
  public Uni<Void> giveBack(String packageId, Collection<String> copyIds) {
    if (copyIds.isEmpty()) {
      return done();
    }
    String attemptId = RecipientIds.newReturn();
    return claims
        .beginReturn(copyIds, attemptId, clock.instant())
        .chain(() -> claims.returning(attemptId))
        .chain(copies -> copies.isEmpty() ? done() : commit(packageId, attemptId, copies));
  }

  private Uni<Void> commit(String packageId, String attemptId, List<Claim> copies) {
    return quota
        .release(packageId, attemptId, copies.size(), clock.instant())
        .chain(counts ->
            // Recovery took it for dead.
            counts ? finish(packageId, attemptId, copies) : claims.undoReturn(attemptId));
  }

  private Uni<Void> finish(String packageId, String attemptId, List<Claim> copies) {
    return children
        .release(packageId, copies.stream().map(Claim::id).toList())
        .chain(() -> claims.endReturn(attemptId))
        .chain(() -> quota.clearNotes(packageId, List.of(attemptId)));
  }

  /** Finishes or undoes what was interrupted before a moment. */
  Uni<Void> recover(Instant before) {
    return claims.interruptedReturns(before, BATCH).chain(this::resolve);
  }

  /** Finishes or undoes the attempts by which copies are being given back. */
  public Uni<Void> resolve(List<Claim> returning) {
    Map<String, String> packages = new LinkedHashMap<>();
    returning.forEach(copy -> packages.put(copy.taker(), copy.packageId()));
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
    return claims.returning(attemptId).chain(copies -> finish(packageId, attemptId, copies));
  }

  // An attempt without a note may also be one that was finished since: then nothing is returning.
  private Uni<Void> giveUp(String packageId, String attemptId) {
    return quota
        .fence(packageId, List.of(new Fence(attemptId, clock.instant(), null)))
        .chain(fenced -> fenced ? claims.undoReturn(attemptId) : finish(packageId, attemptId));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }
}
