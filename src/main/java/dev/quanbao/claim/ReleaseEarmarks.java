package dev.quanbao.claim;

import dev.quanbao.claim.engine.ClaimRecovery;
import dev.quanbao.claim.engine.EarmarkReleaser;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.CopyState;
import dev.quanbao.claim.model.CopyState.Owned;
import dev.quanbao.claim.model.CopyState.Pending;
import dev.quanbao.claim.model.CopyState.Released;
import dev.quanbao.claim.model.CopyState.Releasing;
import dev.quanbao.claim.model.CopyState.TakenOver;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts copies that were set aside back into the pool, each exactly once, unless a user has claimed
 * it meanwhile.
 *
 * <p>The code of a child is free again; where all copies share one alias code, the copy's own code
 * is void.
 */
@ApplicationScoped
public class ReleaseEarmarks {

  private static final int ATTEMPTS = 5;

  private final ClaimRepository claims;
  private final EarmarkReleaser releaser;
  private final QuotaRepository quota;
  private final ClaimRecovery recovery;

  public ReleaseEarmarks(
      ClaimRepository claims,
      EarmarkReleaser releaser,
      QuotaRepository quota,
      ClaimRecovery recovery) {
    this.claims = claims;
    this.releaser = releaser;
    this.quota = quota;
    this.recovery = recovery;
  }

  /**
   * Releases what an operation has set aside for some recipients.
   *
   * @return the keys of those whose copy is back, by this or by an earlier call; the others' copies
   *     were claimed, or never set aside
   */
  public Uni<Set<String>> giveBack(String packageId, String operation, Collection<String> keys) {
    return giveBack(packageId, operation, keys, ATTEMPTS);
  }

  private Uni<Set<String>> giveBack(
      String packageId, String operation, Collection<String> keys, int attemptsLeft) {
    return claims
        .findEarmarks(keys, packageId, operation)
        .chain(copies -> {
          List<Claim> open = copies.stream().filter(ReleaseEarmarks::isOpen).toList();
          if (open.isEmpty()) {
            return result(packageId, copies);
          }
          return attemptsLeft == 0
              ? Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.CONTENTION))
              : push(packageId, open)
                  .chain(() -> giveBack(packageId, operation, keys, attemptsLeft - 1));
        });
  }

  private static boolean isOpen(Claim copy) {
    return switch (copy.state()) {
      case Pending pending -> true;
      case Owned owned -> true;
      case Releasing releasing -> true;
      case TakenOver taken -> false;
      case Released released -> false;
    };
  }

  private Uni<Void> push(String packageId, List<Claim> open) {
    return recovery
        .resolve(in(Pending.class, open).toList())
        .chain(() -> releaser.resolve(in(Releasing.class, open).toList()))
        .chain(() -> releaser.release(packageId, in(Owned.class, open).map(Claim::id).toList()));
  }

  private static Stream<Claim> in(Class<? extends CopyState> state, List<Claim> copies) {
    return copies.stream().filter(copy -> state.isInstance(copy.state()));
  }

  private Uni<Set<String>> result(String packageId, List<Claim> copies) {
    Set<String> takers =
        copies.stream()
            .map(Claim::state)
            .filter(TakenOver.class::isInstance)
            .map(state -> ((TakenOver) state).byClaimId())
            .collect(Collectors.toSet());
    return counting(packageId, takers)
        .map(counting -> {
          // A claim that is about to take one over may yet fail: the copy's end is not known
          // before.
          if (!counting.containsAll(takers)) {
            throw RequestRefusedException.because(ErrorCode.OUTCOME_UNKNOWN);
          }
          return in(Released.class, copies)
              .map(copy -> copy.recipient().key())
              .collect(Collectors.toSet());
        });
  }

  /** Those of some claims that count: they are complete, or the quota notes them. */
  private Uni<Set<String>> counting(String packageId, Set<String> claimIds) {
    if (claimIds.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return quota
        .read(packageId)
        .chain(now ->
            claims
                .selectComplete(claimIds)
                .map(done ->
                    Stream.concat(done.stream(), now.quota().noted().stream())
                        .collect(Collectors.toSet())));
  }
}
