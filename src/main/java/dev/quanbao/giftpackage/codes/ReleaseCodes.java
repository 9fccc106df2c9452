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
 * Frees the codes of packages that were deleted: few of them at once, many in the background, a
 * portion of places at a time.
 *
 * <p>How far that has come is written into the package, whose first place moves on, so that it goes
 * on there after a crash. A claim that counts and is still to be finished needs its child: until
 * then nothing is freed.
 */
@ApplicationScoped
public class ReleaseCodes {

  private static final int PORTION = 10_000;

  private final GiftPackageRepository packages;
  private final AliasCodeRepository codeBook;
  private final Clock clock;
  private final int portion;

  @Inject
  public ReleaseCodes(GiftPackageRepository packages, AliasCodeRepository codeBook, Clock clock) {
    this(packages, codeBook, clock, PORTION);
  }

  public ReleaseCodes(
      GiftPackageRepository packages, AliasCodeRepository codeBook, Clock clock, int portion) {
    this.packages = packages;
    this.codeBook = codeBook;
    this.clock = clock;
    this.portion = portion;
  }

  /**
   * Frees the codes of a package, should it have been deleted.
   *
   * <p>Asked for by whoever could not add what he made, too: his job may have been taken over, and
   * ended, while he was still making it.
   */
  Uni<Void> ifOfNoUse(String packageId) {
    return packages
        .findById(packageId)
        .chain(found -> {
          if (found == null) {
            return codeBook.removeAll(packageId);
          }
          return found.isDeleted() ? ofFew(found) : Uni.createFrom().voidItem();
        });
  }

  /** Frees the codes of a deleted package if they are few; many are for the background. */
  public Uni<Void> ofFew(GiftPackage deleted) {
    boolean isNow = deleted.quota().notes().isEmpty() && left(deleted) <= portion;
    return isNow ? codeBook.removeAll(deleted.id()) : Uni.createFrom().voidItem();
  }

  private static int left(GiftPackage deleted) {
    return deleted.codes().next() - deleted.codes().first();
  }

  /** Goes on with a package until all are free or the time is over. */
  public Uni<Void> goOn(GiftPackage deleted, Instant end) {
    ChildCodes codes = deleted.codes();
    if (left(deleted) <= portion) {
      return codeBook
          .removeAll(deleted.id())
          .chain(() -> packages.releaseAllCodes(deleted))
          .replaceWithVoid();
    }
    if (!clock.instant().isBefore(end)) {
      return Uni.createFrom().voidItem();
    }
    int next = codes.first() + portion;
    return codeBook
        .removeBefore(deleted.id(), next)
        .chain(() -> packages.releaseCodesBefore(deleted, next))
        .chain(isOurs -> isOurs ? packages.findById(deleted.id()) : Uni.createFrom().nullItem())
        .onItem()
        .ifNotNull()
        .transformToUni(now -> goOn(now, end));
  }
}
