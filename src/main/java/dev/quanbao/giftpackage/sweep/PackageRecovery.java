package dev.quanbao.giftpackage.sweep;

import com.mongodb.client.model.Filters;
import dev.quanbao.giftpackage.codes.ReleaseCodes;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.bson.conversions.Bson;

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
  private final ReleaseCodes freeCodes;
  private final CarryOutClosing carryOutClosing;
  private final AuditFiling auditFiling;
  private final Clock clock;

  PackageRecovery(
      GiftPackageRepository packages,
      AliasCodeRepository codeBook,
      ReleaseCodes freeCodes,
      CarryOutClosing carryOutClosing,
      AuditFiling auditFiling,
      Clock clock) {
    this.packages = packages;
    this.codeBook = codeBook;
    this.freeCodes = freeCodes;
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
        .chain(() -> freeCodesOfDeleted(now.plus(FREEING)))
        .chain(() -> carryOutClosings(now.minus(INTERRUPTED)))
        .chain(() -> auditFiling.fileOlderThan(now.minus(INTERRUPTED), BATCH));
  }

  private Uni<Void> removeAbandoned(Instant before) {
    return each(
        Filters.lt("hiddenSince", before),
        abandoned ->
            codeBook
                .removeAll(abandoned.id())
                .chain(() -> packages.deleteById(abandoned.id()))
                .replaceWithVoid());
  }

  private Uni<Void> freeCodesOfDeleted(Instant end) {
    return each(
        Filters.and(
            Filters.eq("standing.sendStatus", SendStatus.DELETED),
            Filters.gt("codes.next", 0),
            Filters.size("quota.notes", 0)),
        deleted -> freeCodes.goOn(deleted, end));
  }

  private Uni<Void> carryOutClosings(Instant before) {
    return each(Filters.lt("closing.since", before), carryOutClosing::carryOut);
  }

  private Uni<Void> each(Bson which, java.util.function.Function<GiftPackage, Uni<Void>> step) {
    return packages
        .mongoCollection()
        .find(which, new FindOptions().limit(BATCH))
        .onItem()
        .transformToUniAndConcatenate(step::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
