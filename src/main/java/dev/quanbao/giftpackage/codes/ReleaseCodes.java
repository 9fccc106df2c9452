package dev.quanbao.giftpackage.codes;

import dev.quanbao.giftpackage.model.ChildCodes;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/**
 * Releases the codes of deleted packages: few of them at once, many in the background, portion by
 * portion.
 *
 * <p>The package's first ordinal says how far it has come, so that it goes on there after a crash.
 * A claim that counts and has yet to be finished needs its child: until then nothing is released.
 */
@ApplicationScoped
public class ReleaseCodes {

  private static final int PORTION = 10_000;

  private final GiftPackageRepository packages;
  private final AliasCodeRepository aliasCodes;
  private final Clock clock;
  private final int portion;

  @Inject
  public ReleaseCodes(GiftPackageRepository packages, AliasCodeRepository aliasCodes, Clock clock) {
    this(packages, aliasCodes, clock, PORTION);
  }

  public ReleaseCodes(
      GiftPackageRepository packages, AliasCodeRepository aliasCodes, Clock clock, int portion) {
    this.packages = packages;
    this.aliasCodes = aliasCodes;
    this.clock = clock;
    this.portion = portion;
  }

  /**
   * Releases the codes of a package if it was deleted.
   *
   * <p>An instance that could not add its children to the package calls it too: another may have
   * taken its job over, and ended it, meanwhile.
   */
  Uni<Void> releaseIfDeleted(String packageId) {
    return packages
        .findById(packageId)
        .chain(found -> {
          if (found == null) {
            return aliasCodes.removeAll(packageId);
          }
          return found.isDeleted() ? releaseFew(found) : Uni.createFrom().voidItem();
        });
  }

  /** Releases the codes of a deleted package if they are few; many are left to the background. */
  public Uni<Void> releaseFew(GiftPackage deleted) {
    boolean isNow = deleted.quota().notes().isEmpty() && countLeft(deleted) <= portion;
    return isNow ? aliasCodes.removeAll(deleted.id()) : Uni.createFrom().voidItem();
  }

  private static int countLeft(GiftPackage deleted) {
    return deleted.codes().next() - deleted.codes().first();
  }

  /** Releases the codes of a deleted package, portion by portion, until a moment. */
  public Uni<Void> releaseUntil(GiftPackage deleted, Instant end) {
    ChildCodes codes = deleted.codes();
    if (countLeft(deleted) <= portion) {
      return aliasCodes
          .removeAll(deleted.id())
          .chain(() -> packages.releaseAllCodes(deleted))
          .replaceWithVoid();
    }
    if (!clock.instant().isBefore(end)) {
      return Uni.createFrom().voidItem();
    }
    int next = codes.first() + portion;
    return aliasCodes
        .removeBefore(deleted.id(), next)
        .chain(() -> packages.releaseCodesBefore(deleted, next))
        .chain(isOurs -> isOurs ? packages.findById(deleted.id()) : Uni.createFrom().nullItem())
        .onItem()
        .ifNotNull()
        .transformToUni(now -> releaseUntil(now, end));
  }
}
