package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.CopyWish.Takeover;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Claims one copy, from the quota or from the owner whose copy it takes over. An operation that has
 * made a claim before gets that claim's end as its decision.
 */
@ApplicationScoped
public class SingleClaim {

  private static final int ATTEMPTS = 3;

  private final ClaimBatcher batcher;
  private final TransferCopy transferCopy;
  private final ClaimRecovery recovery;
  private final ClaimRepository claims;

  SingleClaim(
      ClaimBatcher batcher,
      TransferCopy transferCopy,
      ClaimRecovery recovery,
      ClaimRepository claims) {
    this.batcher = batcher;
    this.transferCopy = transferCopy;
    this.recovery = recovery;
    this.claims = claims;
  }

  /** Decides the claim; an outcome that is not known is a failure. */
  public Uni<ClaimDecision> decide(ClaimRequest request) {
    return decide(request, ATTEMPTS);
  }

  private Uni<ClaimDecision> decide(ClaimRequest request, int attemptsLeft) {
    Uni<Outcome> steps =
        request.wish() instanceof Takeover wish
            ? transferCopy.decide(request, wish)
            : batcher.decide(request);
    return steps.chain(outcome ->
        switch (outcome) {
          case Outcome.Decided decided -> Uni.createFrom().item(decided.decision());
          case Outcome.Found found -> settle(found.earlier(), request, attemptsLeft);
          case Outcome.Contended contended ->
              Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.CONTENTION));
        });
  }

  // The end of the earlier claim decides the request; if it was undone, the request is tried again.
  private Uni<ClaimDecision> settle(Claim earlier, ClaimRequest request, int attemptsLeft) {
    if (attemptsLeft == 0) {
      return Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.OUTCOME_UNKNOWN));
    }
    return recovery
        .resolve(earlier.isPending() ? List.of(earlier) : List.of())
        .chain(() -> claims.read(earlier.id()))
        .chain(now ->
            now != null && now.isDone()
                ? recovery.granted(now)
                : decide(request, attemptsLeft - 1));
  }
}
