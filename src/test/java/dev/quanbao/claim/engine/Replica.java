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

  final ClaimProcessor processor;
  public final SingleClaim singleClaim;
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
    var inserter = new ClaimInserter(parts.claims());
    processor =
        new ClaimProcessor(
            new AdmissionCheck(recent, inserter),
            recent,
            stage.mint,
            inserter,
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
    var followUp =
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
            followUp,
            returns,
            parts.settlement(),
            clock);
    var targets =
        new ClaimTarget(recent, stage.packages, stage.codeBook, parts.claims(), stage.mint);
    var transferCopy =
        new TransferCopy(
            recent,
            stage.mint,
            inserter,
            parts.claims(),
            parts.quota(),
            followUp,
            parts.settlement(),
            clock);
    singleClaim =
        new SingleClaim(new ClaimBatcher(processor), transferCopy, recovery, parts.claims());
    claimPackage = new ClaimPackage(targets, stage.chats, singleClaim);
    var bulkClaim = new BulkClaim(recent, processor, recovery, parts.claims());
    allotPackage = new AllotPackage(stage.packages, stage.staff, bulkClaim);
    dispatchPackage = new DispatchPackage(targets, bulkClaim);
    setAsideCopies = new EarmarkCopies(bulkClaim, parts.settlement(), parts.claims());
    giveBackCopies = new ReleaseEarmarks(parts.claims(), returns, parts.quota(), recovery);
  }
}
