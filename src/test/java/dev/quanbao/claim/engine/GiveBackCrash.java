package dev.quanbao.claim.engine;

import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.store.QuotaRepository;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;

/** The moments between the steps of giving copies back at which a replica may die. */
enum GiveBackCrash {
  BEFORE_TAKING_THE_COPIES,
  AFTER_TAKING_THE_COPIES,
  BEFORE_COUNTING,
  AFTER_COUNTING,
  AFTER_FREEING_THE_CHILDREN,
  AFTER_MARKING_THE_COPIES;

  /** The parts of a replica that gets so far with every copy and never further. */
  ReplicaParts of(ReplicaParts sound, ClaimStage stage) {
    return switch (this) {
      case BEFORE_TAKING_THE_COPIES -> sound.with(taking(false));
      case AFTER_TAKING_THE_COPIES -> sound.with(taking(true));
      case BEFORE_COUNTING -> sound.with(counting(stage, false));
      case AFTER_COUNTING -> sound.with(counting(stage, true));
      case AFTER_FREEING_THE_CHILDREN -> sound.with(marking(false));
      case AFTER_MARKING_THE_COPIES -> sound.with(marking(true));
    };
  }

  private static ClaimRepository taking(boolean afterwards) {
    return new ClaimRepository() {
      @Override
      public Uni<Void> beginRelease(Collection<String> copyIds, String attemptId, Instant at) {
        return afterwards
            ? super.beginRelease(copyIds, attemptId, at).chain(GiveBackCrash::crash)
            : crash();
      }
    };
  }

  private static ClaimRepository marking(boolean afterwards) {
    return new ClaimRepository() {
      @Override
      public Uni<Void> endRelease(String attemptId) {
        return afterwards ? super.endRelease(attemptId).chain(GiveBackCrash::crash) : crash();
      }
    };
  }

  private static QuotaRepository counting(ClaimStage stage, boolean afterwards) {
    return new QuotaRepository(stage.packages, stage.calendar) {
      @Override
      public Uni<Boolean> release(String packageId, String attemptId, int copies, Instant at) {
        return afterwards
            ? super.release(packageId, attemptId, copies, at).chain(GiveBackCrash::crash)
            : crash();
      }
    };
  }

  private static <T> Uni<T> crash() {
    return Uni.createFrom().failure(new CrashPoint.Crash());
  }
}
