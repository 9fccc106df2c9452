package dev.quanbao.claim;

import dev.quanbao.claim.engine.ClaimRecovery;
import dev.quanbao.claim.engine.EarmarkReleaser;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.RecipientIds;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives copies that were set aside back to the pool, each exactly once, unless somebody has claimed
 * it meanwhile.
 *
 * <p>The code of a child is free again; where all copies share one alias code, the copy's own code
 * is void.
 */
@ApplicationScoped
public class ReleaseEarmarks {

  private static final int ATTEMPTS = 5;

  private final ClaimRepository claims;
  private final EarmarkReleaser returns;
  private final QuotaRepository quota;
  private final ClaimRecovery recovery;

  public ReleaseEarmarks(
      ClaimRepository claims,
      EarmarkReleaser returns,
      QuotaRepository quota,
      ClaimRecovery recovery) {
    this.claims = claims;
    this.returns = returns;
    this.quota = quota;
    this.recovery = recovery;
  }

  /**
   * Gives back what an operation has set aside for some receivers.
   *
   * @return the keys of those whose copy is back, by this or by an earlier call; the others' copies
   *     were claimed, or never set aside
   */
  public Uni<Set<String>> giveBack(String packageId, String operation, Collection<String> keys) {
    List<String> owners = keys.stream().map(RecipientIds::idOf).toList();
    return giveBack(packageId, operation, owners, ATTEMPTS);
  }

  private Uni<Set<String>> giveBack(
      String packageId, String operation, List<String> owners, int attemptsLeft) {
    return claims
        .setAside(owners, packageId, operation)
        .chain(copies -> {
          List<Claim> open = copies.stream().filter(ReleaseEarmarks::isOpen).toList();
          if (open.isEmpty()) {
            return result(packageId, copies);
          }
          return attemptsLeft == 0
              ? Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.CONTENTION))
              : push(packageId, open)
                  .chain(() -> giveBack(packageId, operation, owners, attemptsLeft - 1));
        });
  }

  private static boolean isOpen(Claim copy) {
    return switch (copy.state()) {
      case PENDING, RETURNING -> true;
      case DONE -> copy.passedTo() == null;
      case RETURNED -> false;
    };
  }

  private Uni<Void> push(String packageId, List<Claim> open) {
    return recovery
        .resolve(in(Claim.State.PENDING, open))
        .chain(() -> returns.resolve(in(Claim.State.RETURNING, open)))
        .chain(() ->
            returns.giveBack(
                packageId, in(Claim.State.DONE, open).stream().map(Claim::id).toList()));
  }

  private static List<Claim> in(Claim.State state, List<Claim> copies) {
    return copies.stream().filter(copy -> copy.state() == state).toList();
  }

  private Uni<Set<String>> result(String packageId, List<Claim> copies) {
    Set<String> takers =
        in(Claim.State.DONE, copies).stream()
            .map(Claim::passedTo)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return counting(packageId, takers)
        .map(counting -> {
          // Who is about to claim one may yet fail: what becomes of it can't be said before.
          if (!counting.containsAll(takers)) {
            throw RequestRefusedException.because(ErrorCode.OUTCOME_UNKNOWN);
          }
          return in(Claim.State.RETURNED, copies).stream()
              .map(copy -> RecipientIds.keyOf(copy.ownerId()))
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
                .done(claimIds)
                .map(done ->
                    Stream.concat(done.stream(), now.quota().noted().stream())
                        .collect(Collectors.toSet())));
  }
}
