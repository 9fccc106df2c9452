package dev.quanbao.giftpackage.sweep;

import dev.quanbao.giftpackage.codes.ReleaseCodes;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.flow.Sequentially;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Completes what a crash has interrupted: it removes unfinished creations, releases the codes of
 * deleted packages, carries out ordered closings, and files audit entries.
 *
 * <p>Every step can be repeated and may run on several replicas at once.
 */
@ApplicationScoped
public class PackageRecovery {

  /** Longer than any creation takes: no instance is working on an older one. */
  private static final Duration ABANDONED = Duration.ofSeconds(60);

  private static final Duration INTERRUPTED = Duration.ofSeconds(10);

  /** How long codes are released before the other steps run. */
  private static final Duration RELEASING = Duration.ofSeconds(3);

  private static final int BATCH = 100;

  private final GiftPackageRepository packages;
  private final AliasCodeRepository aliasCodes;
  private final ReleaseCodes releaseCodes;
  private final CarryOutClosing carryOutClosing;
  private final AuditFiling auditFiling;
  private final Clock clock;

  PackageRecovery(
      GiftPackageRepository packages,
      AliasCodeRepository aliasCodes,
      ReleaseCodes releaseCodes,
      CarryOutClosing carryOutClosing,
      AuditFiling auditFiling,
      Clock clock) {
    this.packages = packages;
    this.aliasCodes = aliasCodes;
    this.releaseCodes = releaseCodes;
    this.carryOutClosing = carryOutClosing;
    this.auditFiling = auditFiling;
    this.clock = clock;
  }

  @Scheduled(
      every = "{quanbao.recovery.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> recover() {
    Instant now = clock.instant();
    return removeAbandoned(now.minus(ABANDONED))
        .chain(() -> releaseCodesOfDeleted(now.plus(RELEASING)))
        .chain(() -> carryOutClosings(now.minus(INTERRUPTED)))
        .chain(() -> auditFiling.fileOlderThan(now.minus(INTERRUPTED), BATCH));
  }

  private Uni<Void> removeAbandoned(Instant before) {
    return Sequentially.each(
        packages.findAbandoned(before, BATCH),
        abandoned ->
            aliasCodes.removeAll(abandoned.id()).chain(() -> packages.deleteById(abandoned.id())));
  }

  private Uni<Void> releaseCodesOfDeleted(Instant end) {
    return Sequentially.each(
        packages.findDeletedWithCodes(BATCH), deleted -> releaseCodes.releaseUntil(deleted, end));
  }

  private Uni<Void> carryOutClosings(Instant before) {
    return Sequentially.each(packages.findClosing(before, BATCH), carryOutClosing::carryOut);
  }
}
