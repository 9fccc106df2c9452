package dev.quanbao.claim.engine;

import dev.quanbao.claim.AllotPackage;
import dev.quanbao.claim.ClaimPackage;
import dev.quanbao.claim.ClaimTarget;
import dev.quanbao.claim.DispatchPackage;
import dev.quanbao.claim.GiveBackCopies;
import dev.quanbao.claim.SetAsideCopies;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One instance of the service as far as claims go, put together by hand over the shared store. */
public final class Replica {

  public final ClaimLanes lanes;
  public final ClaimRecovery recovery;
  public final ClaimPackage claimPackage;
  final AllotPackage allotPackage;
  public final DispatchPackage dispatchPackage;
  final SetAsideCopies setAsideCopies;
  final GiveBackCopies giveBackCopies;

  Replica(ClaimStage stage, ReplicaParts parts, Clock clock) {
    this(stage, parts, clock, UnaryOperator.identity());
  }

  /** A replica that pauses otherwise where the last children are held by others. */
  Replica(ClaimStage stage, ReplicaParts parts, Clock clock, UnaryOperator<Duration> otherPauses) {
    var recent = new RecentPackages(stage.packages, stage.companies);
    var steps =
        new ClaimSteps(
            recent,
            stage.mint,
            new ClaimRegister(parts.claims()),
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
    lanes = new ClaimLanes(steps);
    var passedOn =
        new PassedOnCopies(
            parts.claims(),
            parts.children(),
            stage.ticketIssue,
            parts.tickets(),
            stage.closeTickets);
    var returns = new CopyReturns(parts.claims(), parts.children(), parts.quota(), clock);
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
        new PassOnCopy(
            recent,
            stage.mint,
            new ClaimRegister(parts.claims()),
            parts.claims(),
            parts.quota(),
            passedOn,
            parts.settlement(),
            clock);
    claimPackage =
        new ClaimPackage(targets, stage.chats, lanes, passOnCopy, recovery, parts.claims());
    var claimMany = new ClaimMany(recent, steps, recovery, parts.claims());
    allotPackage = new AllotPackage(stage.packages, stage.staff, claimMany);
    dispatchPackage = new DispatchPackage(targets, claimMany);
    setAsideCopies = new SetAsideCopies(claimMany, parts.settlement(), parts.claims());
    giveBackCopies = new GiveBackCopies(parts.claims(), returns, parts.quota(), recovery);
  }
}
