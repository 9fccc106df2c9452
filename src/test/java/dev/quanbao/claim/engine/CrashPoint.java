package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.model.Quota.Take;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The moments between the steps of a claim at which a replica may die. */
public enum CrashPoint {
  AFTER_WRITING_CLAIMS(false, false),
  BEFORE_TAKING_QUOTA(false, false),
  AFTER_TAKING_QUOTA(true, false),
  AMID_TICKETS(true, false),
  AFTER_TICKETS(true, false),
  BEFORE_SETTLING(true, true),
  AMID_SETTLING(true, true);

  /** Whether a claim that got so far counts. */
  final boolean counts;

  /** Whether it has been answered. */
  final boolean answered;

  CrashPoint(boolean counts, boolean answered) {
    this.counts = counts;
    this.answered = answered;
  }

  /** What a replica is told that nobody hears of any more. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The parts of a replica that gets so far with every claim and never further. */
  public ReplicaParts of(ReplicaParts sound, ClaimStage stage) {
    return switch (this) {
      case AFTER_WRITING_CLAIMS -> sound.with(claims());
      case BEFORE_TAKING_QUOTA -> sound.with(quota(stage, false));
      case AFTER_TAKING_QUOTA -> sound.with(quota(stage, true));
      case AMID_TICKETS -> sound.with(tickets(1));
      case AFTER_TICKETS -> sound.with(tickets(Integer.MAX_VALUE));
      case BEFORE_SETTLING -> sound.with(settlement(sound, false));
      case AMID_SETTLING -> sound.with(settlement(sound, true));
    };
  }

  private static <T> Uni<T> crash() {
    return Uni.createFrom().failure(new Crash());
  }

  private static ClaimRepository claims() {
    return new ClaimRepository() {
      @Override
      public Uni<Set<String>> insert(List<Claim> claims) {
        return super.insert(claims).chain(CrashPoint::crash);
      }
    };
  }

  private static QuotaRepository quota(ClaimStage stage, boolean afterwards) {
    return new QuotaRepository(stage.packages, stage.calendar) {
      @Override
      public Uni<Boolean> take(String packageId, List<Take> claims, Instant at) {
        return afterwards ? super.take(packageId, claims, at).chain(CrashPoint::crash) : crash();
      }
    };
  }

  private static TicketRepository tickets(int atMost) {
    return new TicketRepository() {
      @Override
      public Uni<Void> issue(List<Ticket> tickets) {
        return super.issue(tickets.subList(0, Math.min(atMost, tickets.size())))
            .chain(CrashPoint::crash);
      }
    };
  }

  private static ClaimSettlement settlement(ReplicaParts sound, boolean marks) {
    return new ClaimSettlement(sound.claims(), sound.quota()) {
      @Override
      void settleSoon(String packageId, List<String> claimIds) {
        if (marks) {
          sound.claims().markDone(claimIds).subscribe().with(done -> {});
        }
      }
    };
  }
}
