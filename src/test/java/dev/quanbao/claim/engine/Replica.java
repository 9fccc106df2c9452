package dev.quanbao.claim.engine;

import dev.quanbao.claim.AllotPackage;
import dev.quanbao.claim.ClaimPackage;
import dev.quanbao.claim.ClaimTarget;
import dev.quanbao.claim.DispatchPackage;
import dev.quanbao.claim.EarmarkCopies;
import dev.quanbao.claim.ReleaseEarmarks;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One instance of the service as far as claims go, put together by hand over the shared store. */
public final class Replica {

  public final ClaimBatcher lanes;
  public final ClaimRecovery recovery;
  public final ClaimPackage claimPackage;
  final AllotPackage allotPackage;
  public final DispatchPackage dispatchPackage;
  final EarmarkCopies setAsideCopies;
  final ReleaseEarmarks giveBackCopies;

  Replica(ClaimStage stage, ReplicaParts parts, Clock clock) {
    this(stage, parts, clock, UnaryOperator.identity());
  }

  /** A replica that pauses otherwise where the last children are held by others. */
  Replica(ClaimStage stage, ReplicaParts parts, Clock clock, UnaryOperator<Duration> otherPauses) {
    var recent = new RecentPackages(stage.packages, stage.companies);
    var steps =
        new ClaimProcessor(
            recent,
            stage.mint,
            new ClaimInserter(parts.claims()),
            parts.children(),
            new ChildHolding(parts.children()),
            parts.quota(),
            stage.ticketIssue,
            parts.tickets(),
            parts.settlement(),
            parts.claims(),
            clock) {
          @Override
          Duration pauseBefore(int roundsLeft) {
            return otherPauses.apply(super.pauseBefore(roundsLeft));
          }
        };
    lanes = new ClaimBatcher(steps);
    var passedOn =
        new TransferFollowUp(
            parts.claims(),
            parts.children(),
            stage.ticketIssue,
            parts.tickets(),
            stage.closeTickets);
    var returns = new EarmarkReleaser(parts.claims(), parts.children(), parts.quota(), clock);
    recovery =
        new ClaimRecovery(
            parts.claims(),
            recent,
            parts.quota(),
            parts.children(),
            stage.ticketIssue,
            parts.tickets(),
            passedOn,
            returns,
            parts.settlement(),
            clock);
    var targets =
        new ClaimTarget(recent, stage.packages, stage.codeBook, parts.claims(), stage.mint);
    var passOnCopy =
        new TransferCopy(
            recent,
            stage.mint,
            new ClaimInserter(parts.claims()),
            parts.claims(),
            parts.quota(),
            passedOn,
            parts.settlement(),
            clock);
    claimPackage =
        new ClaimPackage(targets, stage.chats, lanes, passOnCopy, recovery, parts.claims());
    var claimMany = new BulkClaim(recent, steps, recovery, parts.claims());
    allotPackage = new AllotPackage(stage.packages, stage.staff, claimMany);
    dispatchPackage = new DispatchPackage(targets, claimMany);
    setAsideCopies = new EarmarkCopies(claimMany, parts.settlement(), parts.claims());
    giveBackCopies = new ReleaseEarmarks(parts.claims(), returns, parts.quota(), recovery);
  }
}
