package dev.quanbao.claim.engine;

import dev.quanbao.claim.engine.RecentPackages.Seen;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.ClaimRules;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.claim.store.QuotaRepository;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Passes a copy on to a user, under the user's personal limit: one of an OP's (2.8 with {@code
 * FromAllotment}), or one that was set aside and whose code the user brings.
 *
 * <p>The way is that of every claim, see {@link ClaimProcessor}: the claim is written, the copy is
 * held by it, the package notes it (the commit point), tickets follow.
 */
@ApplicationScoped
public class TransferCopy {

  private static final int ROUNDS = 20;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final RecentPackages recentPackages;
  private final CodeMint mint;
  private final ClaimInserter register;
  private final ClaimRepository claims;
  private final QuotaRepository quota;
  private final TransferFollowUp passedOnCopies;
  private final ClaimSettlement settlement;
  private final Clock clock;

  TransferCopy(
      RecentPackages recentPackages,
      CodeMint mint,
      ClaimInserter register,
      ClaimRepository claims,
      QuotaRepository quota,
      TransferFollowUp passedOnCopies,
      ClaimSettlement settlement,
      Clock clock) {
    this.recentPackages = recentPackages;
    this.mint = mint;
    this.register = register;
    this.claims = claims;
    this.quota = quota;
    this.passedOnCopies = passedOnCopies;
    this.settlement = settlement;
    this.clock = clock;
  }

  public Uni<ClaimDecision> decide(ClaimRequest request) {
    var attempt = new Attempt(request, Runnable::run);
    return fresh(request)
        .chain(seen -> {
          Optional<ErrorCode> objection = objection(request, seen);
          return objection.isPresent()
              ? register
                  .resume(request.packageId(), List.of(attempt))
                  .invoke(() -> attempt.reject(objection.get()))
              : enter(attempt, seen);
        })
        .chain(() -> Uni.createFrom().completionStage(attempt.decision()));
  }

  private Uni<Seen> fresh(ClaimRequest request) {
    return recentPackages
        .fresh(request.packageId())
        .map(seen -> seen.orElseThrow(() -> RequestRefusedException.because(ErrorCode.NOT_FOUND)));
  }

  // The copy was taken from the quota when it was allotted or set aside: nothing is sold out for
  // it.
  private static Optional<ErrorCode> objection(ClaimRequest request, Seen seen) {
    return ClaimRules.objection(seen.claimed(), seen.company(), request.channel(), request.now())
        .filter(reason -> reason != ErrorCode.SOLD_OUT);
  }

  private Uni<Void> enter(Attempt attempt, Seen seen) {
    return mint.ticketNumbers(seen.claimed().design().ticketsPerClaim())
        .chain(number -> {
          attempt.is(
              attempt.request().claim(seen.claimed().companyId(), null, number, clock.instant()));
          return register.enter(seen.claimed(), List.of(attempt));
        })
        // Who wasn't entered has been told already.
        .chain(entered ->
            entered.isEmpty() ? Uni.createFrom().voidItem() : hold(attempt, seen, ROUNDS));
  }

  private Uni<Void> hold(Attempt attempt, Seen seen, int roundsLeft) {
    return takeOver(attempt)
        .chain(copy ->
            copy == null ? lookAgain(attempt, seen, roundsLeft) : goOn(attempt, copy, seen));
  }

  private Uni<Void> lookAgain(Attempt attempt, Seen seen, int roundsLeft) {
    ClaimRequest request = attempt.request();
    // Nobody knows the code of a copy that is still being set aside.
    return request.takesSetAside()
        ? giveUp(attempt)
        : claims
            .areBeingAllotted(from(request), request.packageId())
            .chain(more -> more ? await(attempt, seen, roundsLeft) : lastLook(attempt, seen));
  }

  private Uni<Claim> takeOver(Attempt attempt) {
    ClaimRequest request = attempt.request();
    return request.takesSetAside()
        ? claims.takeSetAside(
            String.valueOf(request.copyId()), request.ownerId(), attempt.claimId())
        : claims.passOn(from(request), request.packageId(), request.copyId(), attempt.claimId());
  }

  private static String from(ClaimRequest request) {
    return String.valueOf(request.from());
  }

  private Uni<Void> goOn(Attempt attempt, Claim copy, Seen seen) {
    return passedOnCopies.withCode(copy).chain(coded -> commit(attempt, coded, seen));
  }

  // What was still being issued at the first look may have been there at the second.
  private Uni<Void> lastLook(Attempt attempt, Seen seen) {
    return takeOver(attempt)
        .chain(copy -> copy == null ? giveUp(attempt) : goOn(attempt, copy, seen));
  }

  // A copy that is still being issued can be passed on in a moment.
  private Uni<Void> await(Attempt attempt, Seen seen, int roundsLeft) {
    return roundsLeft == 0
        ? undo(attempt)
            .invoke(() -> attempt.fail(RequestRefusedException.because(ErrorCode.CONTENTION)))
        : Uni.createFrom()
            .voidItem()
            .onItem()
            .delayIt()
            .by(PAUSE)
            .chain(() -> hold(attempt, seen, roundsLeft - 1));
  }

  private Uni<Void> giveUp(Attempt attempt) {
    ErrorCode reason =
        attempt.request().takesSetAside()
            ? ErrorCode.CODE_ALREADY_CLAIMED
            : ErrorCode.OP_ALLOTMENT_EMPTY;
    return undo(attempt).invoke(() -> attempt.reject(reason));
  }

  private Uni<Void> commit(Attempt attempt, Claim copy, Seen seen) {
    attempt.is(TransferFollowUp.withCodeOf(copy, attempt.claim()));
    return quota
        .note(attempt.claim(), clock.instant())
        .chain(counts -> counts ? complete(attempt, copy, seen) : explain(attempt));
  }

  private Uni<Void> complete(Attempt attempt, Claim copy, Seen seen) {
    return passedOnCopies
        .complete(attempt.claim(), copy, seen)
        .invoke(attempt::grant)
        .invoke(
            () -> settlement.settleSoon(attempt.request().packageId(), List.of(attempt.claimId())))
        .replaceWithVoid();
  }

  private Uni<Void> explain(Attempt attempt) {
    return undo(attempt)
        .chain(() -> fresh(attempt.request()))
        .invoke(seen ->
            objection(attempt.request(), seen)
                .ifPresentOrElse(
                    attempt::reject,
                    // Recovery took it for dead: nothing of it is left.
                    () -> attempt.fail(RequestRefusedException.because(ErrorCode.CONTENTION))))
        .replaceWithVoid();
  }

  private Uni<Void> undo(Attempt attempt) {
    return claims.giveBack(attempt.claim()).chain(() -> claims.forget(List.of(attempt.claimId())));
  }
}
