package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.store.ClaimIds;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.claim.store.QuotaEntries;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.Quota.ClaimMark;
import dev.quanbao.giftpackage.model.Quota.Fence;
import dev.quanbao.giftpackage.store.ChildPool;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.flow.Sequentially;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finishes interrupted claims that count, and undoes those that do not.
 *
 * <p>The package's quota says which is which. A claim is only undone after it was fenced there, so
 * that a request which was merely slow can't make it count afterwards. Any number of replicas may
 * do this at once: every step finds what another has done and leaves it.
 */
@ApplicationScoped
public class ClaimRecovery {

  /** Far longer than a claim takes; no request is likely to work on an older one. */
  private static final Duration INTERRUPTED = Duration.ofSeconds(10);

  private static final Duration STALE_NOTE = Duration.ofSeconds(30);
  private static final Duration FENCE_KEPT = Duration.ofHours(1);
  private static final int BATCH = 1_000;
  private static final int ROUNDS = 20;

  private final ClaimRepository claims;
  private final RecentPackages recentPackages;
  private final QuotaRepository quota;
  private final ChildPool children;
  private final TicketIssue ticketIssue;
  private final TicketRepository tickets;
  private final TransferFollowUp transferFollowUp;
  private final EarmarkReleaser earmarkReleaser;
  private final ClaimSettlement settlement;
  private final Clock clock;

  ClaimRecovery(
      ClaimRepository claims,
      RecentPackages recentPackages,
      QuotaRepository quota,
      ChildPool children,
      TicketIssue ticketIssue,
      TicketRepository tickets,
      TransferFollowUp transferFollowUp,
      EarmarkReleaser earmarkReleaser,
      ClaimSettlement settlement,
      Clock clock) {
    this.claims = claims;
    this.recentPackages = recentPackages;
    this.quota = quota;
    this.children = children;
    this.ticketIssue = ticketIssue;
    this.tickets = tickets;
    this.transferFollowUp = transferFollowUp;
    this.earmarkReleaser = earmarkReleaser;
    this.settlement = settlement;
    this.clock = clock;
  }

  @Scheduled(
      every = "{quanbao.recovery.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> recover() {
    Instant now = clock.instant();
    return claims
        .findInterrupted(now.minus(INTERRUPTED), BATCH)
        .chain(this::resolve)
        .chain(() -> earmarkReleaser.recover(now.minus(INTERRUPTED)))
        .chain(() -> quota.findNoted(now.minus(STALE_NOTE), BATCH))
        .chain(noted ->
            Sequentially.each(noted, claimed -> clearStaleNotes(claimed, now.minus(STALE_NOTE))))
        .chain(() -> quota.findFenced(now.minus(FENCE_KEPT), BATCH))
        .chain(fenced ->
            Sequentially.each(fenced, claimed -> dropFences(claimed, now.minus(FENCE_KEPT))));
  }

  /** Finishes or undoes pending claims. */
  public Uni<Void> resolve(List<Claim> pending) {
    Map<String, List<Claim>> byPackage =
        pending.stream().collect(Collectors.groupingBy(Claim::packageId));
    return Sequentially.each(
        byPackage.entrySet(), entry -> resolve(entry.getKey(), entry.getValue()));
  }

  private Uni<Void> resolve(String packageId, List<Claim> pending) {
    return resolve(packageId, pending, ROUNDS)
        .onFailure()
        .invoke(failure -> Log.warnf(failure, "claims of package %s wait", packageId))
        .onFailure()
        .recoverWithNull();
  }

  // Thousands may have been interrupted at once: each round is a few writes, however many they are.
  private Uni<Void> resolve(String packageId, List<Claim> pending, int roundsLeft) {
    return recentPackages
        .require(packageId)
        .chain(snapshot -> {
          Set<String> noted = snapshot.giftPackage().quota().noted();
          List<Claim> others =
              pending.stream().filter(claim -> !noted.contains(claim.id())).toList();
          return finish(
                  snapshot, pending.stream().filter(claim -> noted.contains(claim.id())).toList())
              .chain(() -> giveUp(packageId, others, roundsLeft));
        });
  }

  private Uni<Void> giveUp(String packageId, List<Claim> claims, int roundsLeft) {
    if (claims.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return quota
        .fence(packageId, QuotaEntries.fencesFor(claims, clock.instant()))
        .chain(fenced -> {
          if (fenced) {
            return undo(packageId, claims);
          }
          return roundsLeft == 0
              ? Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.CONTENTION))
              // One of them counts since the package was read.
              : resolve(packageId, claims, roundsLeft - 1);
        });
  }

  // A claim without a note may also be one that was settled since it was read here as pending.
  private Uni<Void> undo(String packageId, List<Claim> fenced) {
    return claims
        .selectComplete(fenced.stream().map(Claim::id).toList())
        .chain(done -> {
          List<Claim> open = fenced.stream().filter(claim -> !done.contains(claim.id())).toList();
          List<String> ids = open.stream().map(Claim::id).toList();
          return ids.isEmpty()
              ? Uni.createFrom().voidItem()
              : Sequentially.each(
                      open.stream().filter(claim -> claim.source().isTakeover()).toList(),
                      claims::returnCopy)
                  .chain(() -> children.release(packageId, ids))
                  .chain(() -> claims.deletePending(ids));
        });
  }

  /** What was granted by a claim that counts and is complete. */
  public Uni<Granted> granted(Claim counting) {
    return recentPackages
        .require(counting.packageId())
        .chain(snapshot ->
            transferFollowUp
                .withCode(counting)
                .map(claim ->
                    new Granted(
                        claim,
                        ticketIssue.ticketsOf(claim, snapshot.giftPackage(), snapshot.company()))));
  }

  private Uni<Void> finish(PackageSnapshot snapshot, List<Claim> counting) {
    if (counting.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<Boolean, List<Claim>> byTakeover =
        counting.stream().collect(Collectors.partitioningBy(claim -> claim.source().isTakeover()));
    List<Claim> takeovers = byTakeover.getOrDefault(true, List.of());
    List<Claim> fromQuota = byTakeover.getOrDefault(false, List.of());
    return Sequentially.each(takeovers, claim -> transferFollowUp.complete(claim, snapshot))
        .chain(() -> withChildren(snapshot, fromQuota))
        .call(complete -> claims.writeCodes(complete.stream().filter(Claim::isEarmark).toList()))
        .map(complete ->
            complete.stream()
                .map(claim ->
                    ticketIssue.ticketsOf(claim, snapshot.giftPackage(), snapshot.company()))
                .flatMap(List::stream)
                .toList())
        .chain(all -> all.isEmpty() ? Uni.createFrom().voidItem() : tickets.issue(all))
        .chain(() ->
            settlement.settle(
                snapshot.giftPackage().id(), counting.stream().map(Claim::id).toList()));
  }

  private Uni<List<Claim>> withChildren(PackageSnapshot snapshot, List<Claim> counting) {
    if (counting.isEmpty() || !snapshot.hasChildren()) {
      return Uni.createFrom().item(counting);
    }
    // A claim counts only after it holds its child, so that each of them has one.
    return children
        .findHeldCodes(snapshot.giftPackage().id(), counting.stream().map(Claim::id).toList())
        .map(held ->
            counting.stream()
                .map(claim -> claim.withPackageCode(Objects.requireNonNull(held.get(claim.id()))))
                .toList());
  }

  private Uni<Void> clearStaleNotes(GiftPackage noted, Instant before) {
    List<String> stale =
        noted.quota().notes().stream()
            .filter(note -> note.at().isBefore(before))
            .map(ClaimMark::claimId)
            .toList();
    return complete(stale)
        .chain(done ->
            done.isEmpty() ? Uni.createFrom().voidItem() : quota.clearNotes(noted.id(), done));
  }

  private Uni<List<String>> complete(List<String> noted) {
    List<String> releases = noted.stream().filter(ClaimIds::isRelease).toList();
    return Uni.combine()
        .all()
        .unis(claims.selectComplete(noted), claims.selectReleasing(releases))
        .with((done, still) ->
            Stream.concat(done.stream(), releases.stream().filter(id -> !still.contains(id)))
                .toList());
  }

  // A request that went on after its claim was fenced, and died before it found that out, holds
  // what
  // recovery has set free before: no other step would look for it.
  private Uni<Void> dropFences(GiftPackage fenced, Instant before) {
    List<Fence> old =
        fenced.quota().fences().stream().filter(fence -> fence.at().isBefore(before)).toList();
    return claims
        .selectComplete(old.stream().map(Fence::claimId).toList())
        .chain(done -> {
          List<Fence> dead = old.stream().filter(fence -> !done.contains(fence.claimId())).toList();
          return children
              .release(fenced.id(), dead.stream().map(Fence::claimId).toList())
              .chain(() -> Sequentially.each(dead, fence -> giveBack(fenced.id(), fence)));
        })
        .chain(() -> quota.dropFences(fenced.id(), before));
  }

  private Uni<Void> giveBack(String packageId, Fence dead) {
    return dead.from() == null
        ? Uni.createFrom().voidItem()
        : claims.returnCopy(dead.from(), packageId, dead.claimId());
  }
}
