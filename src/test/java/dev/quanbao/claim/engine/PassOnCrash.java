package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.model.Quota.Take;
import dev.quanbao.giftpackage.store.QuotaRepository;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The moments between the steps of passing a copy on at which a replica may die. */
enum PassOnCrash {
  AFTER_WRITING_THE_CLAIM(false, false),
  BEFORE_HOLDING_THE_COPY(false, false),
  AFTER_HOLDING_THE_COPY(false, false),
  BEFORE_COUNTING(false, false),
  AFTER_COUNTING(true, false),
  AMID_TICKETS(true, false),
  BEFORE_TAKING_THE_OWNERS(true, false),
  BEFORE_SETTLING(true, true),
  AMID_SETTLING(true, true);

  /** Whether a claim that got so far counts. */
  final boolean counts;

  /** Whether it has been answered. */
  final boolean answered;

  PassOnCrash(boolean counts, boolean answered) {
    this.counts = counts;
    this.answered = answered;
  }

  /** The parts of a replica that gets so far with every claim and never further. */
  ReplicaParts of(ReplicaParts sound, ClaimStage stage) {
    return switch (this) {
      case AFTER_WRITING_THE_CLAIM -> CrashPoint.AFTER_WRITING_CLAIMS.of(sound, stage);
      case BEFORE_HOLDING_THE_COPY -> sound.with(claims(false));
      case AFTER_HOLDING_THE_COPY -> sound.with(claims(true));
      case BEFORE_COUNTING -> sound.with(quota(stage, false));
      case AFTER_COUNTING -> sound.with(quota(stage, true));
      case AMID_TICKETS -> CrashPoint.AMID_TICKETS.of(sound, stage);
      case BEFORE_TAKING_THE_OWNERS -> CrashPoint.AFTER_TICKETS.of(sound, stage);
      case BEFORE_SETTLING -> CrashPoint.BEFORE_SETTLING.of(sound, stage);
      case AMID_SETTLING -> CrashPoint.AMID_SETTLING.of(sound, stage);
    };
  }

  private static ClaimRepository claims(boolean afterwards) {
    return new ClaimRepository() {
      @Override
      public Uni<@Nullable Claim> takeOverAllotted(
          String opId, String packageId, @Nullable String copyId, String claimId) {
        return afterwards
            ? super.takeOverAllotted(opId, packageId, copyId, claimId).chain(PassOnCrash::crash)
            : crash();
      }

      @Override
      public Uni<@Nullable Claim> takeOverEarmark(String copyId, String userId, String claimId) {
        return afterwards
            ? super.takeOverEarmark(copyId, userId, claimId).chain(PassOnCrash::crash)
            : crash();
      }
    };
  }

  private static QuotaRepository quota(ClaimStage stage, boolean afterwards) {
    return new QuotaRepository(stage.packages, stage.calendar) {
      @Override
      public Uni<Boolean> transfer(String packageId, Take claim, boolean wasSetAside, Instant at) {
        return afterwards
            ? super.transfer(packageId, claim, wasSetAside, at).chain(PassOnCrash::crash)
            : crash();
      }
    };
  }

  private static <T> Uni<T> crash() {
    return Uni.createFrom().failure(new CrashPoint.Crash());
  }
}
