package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Transfers a copy to a user, under the user's personal limit: one of an OP's (2.8 with {@code
 * FromAllotment}), or one that was set aside and whose code the user brings.
 *
 * <p>The steps are those of every claim, see {@link ClaimProcessor}: the claim is inserted, it
 * takes the copy over, the package notes it (the commit point), tickets follow.
 */
@ApplicationScoped
class TransferCopy {

  private static final int ROUNDS = 20;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final RecentPackages recentPackages;
  private final CodeMint mint;
  private final ClaimInserter inserter;
  private final ClaimRepository claims;
  private final QuotaRepository quota;
  private final TransferFollowUp followUp;
  private final ClaimSettlement settlement;
  private final Clock clock;

  TransferCopy(
      RecentPackages recentPackages,
      CodeMint mint,
      ClaimInserter inserter,
      ClaimRepository claims,
      QuotaRepository quota,
      TransferFollowUp followUp,
      ClaimSettlement settlement,
      Clock clock) {
    this.recentPackages = recentPackages;
    this.mint = mint;
    this.inserter = inserter;
    this.claims = claims;
    this.quota = quota;
    this.followUp = followUp;
    this.settlement = settlement;
    this.clock = clock;
  }

  Uni<Outcome> decide(ClaimRequest request) {
    return recentPackages
        .require(request.packageId())
        .chain(snapshot ->
            objection(request, snapshot)
                .map(reason -> findEarlier(request, Outcome.rejected(reason)))
                .orElseGet(() -> insert(request, snapshot)));
  }

  private Uni<Outcome> findEarlier(ClaimRequest request, Outcome otherwise) {
    return inserter
        .findEarlier(request.packageId(), List.of(request))
        .map(earlier ->
            Optional.ofNullable(earlier.get(request))
                .<Outcome>map(Outcome.Found::new)
                .orElse(otherwise));
  }

  // The copy was taken from the quota when it was allotted or set aside: it is not sold out.
  private static Optional<ErrorCode> objection(ClaimRequest request, PackageSnapshot snapshot) {
    return snapshot.objectionTo(request).filter(reason -> reason != ErrorCode.SOLD_OUT);
  }

  private Uni<Outcome> insert(ClaimRequest request, PackageSnapshot snapshot) {
    String companyId = snapshot.giftPackage().companyId();
    return mint.ticketNumbers(snapshot.ticketsPerClaim())
        .map(number ->
            new Attempt(
                List.of(0), request, request.claim(companyId, null, number, clock.instant())))
        .chain(attempt -> inserter.insert(snapshot.giftPackage(), List.of(attempt)))
        .chain(result ->
            result.remaining().isEmpty()
                ? Uni.createFrom().item(result.ended().getFirst().outcome())
                : takeOver(result.remaining().getFirst(), snapshot, ROUNDS));
  }

  private Uni<Outcome> takeOver(Attempt attempt, PackageSnapshot snapshot, int roundsLeft) {
    return takeCopy(attempt)
        .chain(copy ->
            copy == null
                ? lookAgain(attempt, snapshot, roundsLeft)
                : commit(attempt, copy, snapshot));
  }

  private Uni<Claim> takeCopy(Attempt attempt) {
    ClaimRequest request = attempt.request();
    return request.takesSetAside()
        ? claims.takeSetAside(
            Objects.requireNonNull(request.copyId()), request.ownerId(), attempt.claimId())
        : claims.passOn(from(request), request.packageId(), request.copyId(), attempt.claimId());
  }

  private static String from(ClaimRequest request) {
    return Objects.requireNonNull(request.from());
  }

  private Uni<Outcome> lookAgain(Attempt attempt, PackageSnapshot snapshot, int roundsLeft) {
    ClaimRequest request = attempt.request();
    // The code of a copy that is still being set aside was told to no user yet.
    return request.takesSetAside()
        ? undo(attempt, Outcome.rejected(ErrorCode.CODE_ALREADY_CLAIMED))
        : claims
            .areBeingAllotted(from(request), request.packageId())
            .chain(more ->
                more ? await(attempt, snapshot, roundsLeft) : takeOverOrGiveUp(attempt, snapshot));
  }

  // A copy that is still being allotted can be taken over in a moment.
  private Uni<Outcome> await(Attempt attempt, PackageSnapshot snapshot, int roundsLeft) {
    return roundsLeft == 0
        ? undo(attempt, new Outcome.Contended())
        : Uni.createFrom()
            .voidItem()
            .onItem()
            .delayIt()
            .by(PAUSE)
            .chain(() -> takeOver(attempt, snapshot, roundsLeft - 1));
  }

  // A copy that was still being allotted at the first look may have been there at the second.
  private Uni<Outcome> takeOverOrGiveUp(Attempt attempt, PackageSnapshot snapshot) {
    return takeCopy(attempt)
        .chain(copy ->
            copy == null
                ? undo(attempt, Outcome.rejected(ErrorCode.OP_ALLOTMENT_EMPTY))
                : commit(attempt, copy, snapshot));
  }

  private Uni<Outcome> commit(Attempt attempt, Claim copy, PackageSnapshot snapshot) {
    return followUp
        .withCode(copy)
        .chain(coded -> {
          Attempt holding = attempt.with(TransferFollowUp.withCodeOf(coded, attempt.claim()));
          return quota
              .transfer(
                  holding.claim().packageId(),
                  QuotaEntries.takeFor(holding.claim()),
                  holding.claim().takesSetAside(),
                  clock.instant())
              .chain(counts -> counts ? complete(holding, coded, snapshot) : explain(holding));
        });
  }

  private Uni<Outcome> complete(Attempt attempt, Claim copy, PackageSnapshot snapshot) {
    return followUp
        .complete(attempt.claim(), copy, snapshot)
        .invoke(
            () -> settlement.settleSoon(attempt.request().packageId(), List.of(attempt.claimId())))
        .map(issued -> Outcome.granted(attempt.claim(), issued));
  }

  private Uni<Outcome> explain(Attempt attempt) {
    return undo(attempt, new Outcome.Contended())
        .chain(undone ->
            recentPackages
                .require(attempt.request().packageId())
                // Where nothing speaks against it, recovery has taken it for dead.
                .map(now ->
                    objection(attempt.request(), now).map(Outcome::rejected).orElse(undone)));
  }

  private Uni<Outcome> undo(Attempt attempt, Outcome outcome) {
    return claims
        .giveBack(attempt.claim())
        .chain(() -> claims.forget(List.of(attempt.claimId())))
        .replaceWith(outcome);
  }
}
