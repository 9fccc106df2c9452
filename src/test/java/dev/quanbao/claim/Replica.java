package dev.quanbao.claim;

import java.time.Clock;

/** One instance of the service as far as claims go, put together by hand over the shared store. */
final class Replica {

  final ClaimLanes lanes;
  final ClaimRecovery recovery;
  final ClaimPackage claimPackage;

  Replica(ClaimStage stage, ReplicaParts parts, Clock clock) {
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
            clock);
    lanes = new ClaimLanes(steps);
    recovery =
        new ClaimRecovery(
            parts.claims(),
            recent,
            parts.quota(),
            parts.children(),
            stage.ticketIssue,
            parts.tickets(),
            parts.settlement(),
            clock);
    var targets =
        new ClaimTarget(recent, stage.packages, stage.codeBook, parts.claims(), stage.mint);
    claimPackage = new ClaimPackage(targets, stage.chats, lanes, recovery, parts.claims());
  }
}
