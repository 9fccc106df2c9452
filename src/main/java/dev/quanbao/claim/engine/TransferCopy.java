package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.CopyWish.OfRecipient;
import dev.quanbao.claim.model.CopyWish.OfStaff;
import dev.quanbao.claim.model.CopyWish.Takeover;
import dev.quanbao.claim.store.ClaimIds;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.claim.store.QuotaEntries;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  Uni<Outcome> decide(ClaimRequest request, Takeover wish) {
    return recentPackages
        .require(request.packageId())
        .chain(snapshot ->
            objection(request, snapshot)
                .map(reason -> findEarlier(request, Outcome.rejected(reason)))
                .orElseGet(() -> insert(request, wish, snapshot)));
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

  private Uni<Outcome> insert(ClaimRequest request, Takeover wish, PackageSnapshot snapshot) {
    String companyId = snapshot.giftPackage().companyId();
    return mint.ticketNumbers(snapshot.ticketsPerClaim())
        .map(number ->
            request.toClaim(
                ClaimIds.newFor(request.owner()), companyId, null, number, clock.instant()))
        .map(claim -> new Attempt(List.of(0), request, claim))
        .chain(attempt -> inserter.insert(snapshot.giftPackage(), List.of(attempt)))
        .chain(result ->
            result.stored().isEmpty()
                ? Uni.createFrom().item(result.ended().getFirst().outcome())
                : takeOver(
                    new Transfer(request, result.stored().getFirst().claim(), wish, snapshot),
                    ROUNDS));
  }

  /** A claim that is inserted, and the copy that it is to take over. */
  private record Transfer(
      ClaimRequest request, Claim claim, Takeover wish, PackageSnapshot snapshot) {}

  private Uni<Outcome> takeOver(Transfer transfer, int roundsLeft) {
    return takeCopy(transfer)
        .chain(copy -> copy == null ? lookAgain(transfer, roundsLeft) : commit(transfer, copy));
  }

  private Uni<@Nullable Claim> takeCopy(Transfer transfer) {
    Claim claim = transfer.claim();
    return switch (transfer.wish()) {
      case OfStaff staff ->
          claims.takeOverAllotted(staff.opId(), claim.packageId(), staff.copyId(), claim.id());
      case OfRecipient recipient ->
          claims.takeOverEarmark(recipient.copyId(), claim.holderId(), claim.id());
    };
  }

  private Uni<Outcome> lookAgain(Transfer transfer, int roundsLeft) {
    return switch (transfer.wish()) {
      case OfStaff staff ->
          claims
              .hasPendingAllotment(staff.opId(), transfer.claim().packageId())
              .chain(pending -> pending ? await(transfer, roundsLeft) : takeOverOrGiveUp(transfer));
      // The code of a copy that is still being set aside was told to no user yet.
      case OfRecipient recipient ->
          undo(transfer.claim(), Outcome.rejected(ErrorCode.CODE_ALREADY_CLAIMED));
    };
  }

  // A copy that is still being allotted can be taken over in a moment.
  private Uni<Outcome> await(Transfer transfer, int roundsLeft) {
    return roundsLeft == 0
        ? undo(transfer.claim(), new Outcome.Contended())
        : Uni.createFrom()
            .voidItem()
            .onItem()
            .delayIt()
            .by(PAUSE)
            .chain(() -> takeOver(transfer, roundsLeft - 1));
  }

  // A copy that was still being allotted at the first look may have been there at the second.
  private Uni<Outcome> takeOverOrGiveUp(Transfer transfer) {
    return takeCopy(transfer)
        .chain(copy ->
            copy == null
                ? undo(transfer.claim(), Outcome.rejected(ErrorCode.OP_ALLOTMENT_EMPTY))
                : commit(transfer, copy));
  }

  private Uni<Outcome> commit(Transfer transfer, Claim copy) {
    return followUp
        .withCode(copy)
        .chain(coded -> {
          Claim claim = TransferFollowUp.withCodeOf(coded, transfer.claim());
          return quota
              .transfer(
                  claim.packageId(),
                  QuotaEntries.takeFor(claim),
                  claim.takesEarmark(),
                  clock.instant())
              .chain(counts ->
                  counts
                      ? complete(claim, coded, transfer.snapshot())
                      : explain(claim, transfer.request()));
        });
  }

  private Uni<Outcome> complete(Claim claim, Claim copy, PackageSnapshot snapshot) {
    return followUp
        .complete(claim, copy, snapshot)
        .invoke(() -> settlement.settleSoon(claim.packageId(), List.of(claim.id())))
        .map(issued -> Outcome.granted(claim, issued));
  }

  private Uni<Outcome> explain(Claim claim, ClaimRequest request) {
    return undo(claim, new Outcome.Contended())
        .chain(undone ->
            recentPackages
                .require(claim.packageId())
                // Where nothing speaks against it, recovery has fenced the claim.
                .map(now -> objection(request, now).map(Outcome::rejected).orElse(undone)));
  }

  private Uni<Outcome> undo(Claim claim, Outcome outcome) {
    return claims
        .returnCopy(claim)
        .chain(() -> claims.deletePending(List.of(claim.id())))
        .replaceWith(outcome);
  }
}
