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
 * Ends what a crash has interrupted: creations nobody was told of are removed, codes of deleted
 * packages are freed, ordered closings are carried out, audit entries are filed.
 *
 * <p>Every step can be repeated and may run on several replicas at once.
 */
@ApplicationScoped
public class PackageRecovery {

  /** Longer than any creation takes: what is older has nobody working on it. */
  private static final Duration ABANDONED = Duration.ofSeconds(60);

  private static final Duration INTERRUPTED = Duration.ofSeconds(10);

  /** How long codes are freed before the rest has its turn. */
  private static final Duration FREEING = Duration.ofSeconds(3);

  private static final int BATCH = 100;

  private final GiftPackageRepository packages;
  private final AliasCodeRepository codeBook;
  private final ReleaseCodes releaseCodes;
  private final CarryOutClosing carryOutClosing;
  private final AuditFiling auditFiling;
  private final Clock clock;

  PackageRecovery(
      GiftPackageRepository packages,
      AliasCodeRepository codeBook,
      ReleaseCodes releaseCodes,
      CarryOutClosing carryOutClosing,
      AuditFiling auditFiling,
      Clock clock) {
    this.packages = packages;
    this.codeBook = codeBook;
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
        .chain(() -> releaseCodesOfDeleted(now.plus(FREEING)))
        .chain(() -> carryOutClosings(now.minus(INTERRUPTED)))
        .chain(() -> auditFiling.fileOlderThan(now.minus(INTERRUPTED), BATCH));
  }

  private Uni<Void> removeAbandoned(Instant before) {
    return Sequentially.each(
        packages.findAbandoned(before, BATCH),
        abandoned ->
            codeBook.removeAll(abandoned.id()).chain(() -> packages.deleteById(abandoned.id())));
  }

  private Uni<Void> releaseCodesOfDeleted(Instant end) {
    return Sequentially.each(
        packages.findDeletedWithCodes(BATCH), deleted -> releaseCodes.goOn(deleted, end));
  }

  private Uni<Void> carryOutClosings(Instant before) {
    return Sequentially.each(packages.findClosing(before, BATCH), carryOutClosing::carryOut);
  }
}
