package dev.quanbao.claim;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.CopyFilter;
import dev.quanbao.claim.model.CopyState.TakenOver;
import dev.quanbao.claim.store.CopyPages;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.ChildPages;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.page.Page;
import dev.quanbao.platform.page.PageRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lists the copies of a package (子礼包): its children, or, where all copies share one code, those
 * that are claimed or set aside. A copy that is set aside isn't claimed.
 */
@ApplicationScoped
public class ListCopies {

  private final GiftPackageRepository packages;
  private final ChildPages children;
  private final CopyPages claimedCopies;

  public ListCopies(GiftPackageRepository packages, ChildPages children, CopyPages claimedCopies) {
    this.packages = packages;
    this.children = children;
    this.claimedCopies = claimedCopies;
  }

  /**
   * One copy.
   *
   * @param code 礼包唯一编码
   * @param alias 自定义编号
   */
  public record Copy(String code, String alias, boolean claimed) {}

  /**
   * A page of a package's copies.
   *
   * @param claimed only those that are claimed, or only those that aren't; null for all
   */
  public Uni<Page<Copy>> page(
      String packageId, @Nullable Boolean claimed, PageRequest page, Caller caller) {
    return undeleted(packageId, caller)
        .chain(parent ->
            isUnique(parent)
                ? children.findPage(parent, claimed, page).map(found -> found.map(ListCopies::copy))
                : claimedCopies
                    .findPage(filter(parent, claimed), parent.quota(), page)
                    .map(found -> found.map(claim -> copy(claim, parent))));
  }

  /**
   * All copies as a stream, as far as the subscriber asks for them.
   *
   * @param claimed only those that are claimed, or only those that aren't; null for all
   */
  public Multi<Copy> all(GiftPackage parent, @Nullable Boolean claimed) {
    return isUnique(parent)
        ? children.stream(parent, claimed).map(ListCopies::copy)
        : claimedCopies.stream(filter(parent, claimed)).map(claim -> copy(claim, parent));
  }

  /** The package, unless it was deleted: of that one only its details are told. */
  public Uni<GiftPackage> undeleted(String packageId, Caller caller) {
    return packages
        .visible(packageId, caller)
        .map(found -> {
          if (found.isDeleted()) {
            throw RequestRefusedException.because(
                ErrorCode.STATE_NOT_ALLOWED, found.standing().sendStatus().number(), "codes");
          }
          return found;
        });
  }

  private static boolean isUnique(GiftPackage parent) {
    return parent.design().codes().type() == CodeType.UNIQUE;
  }

  private static CopyFilter filter(GiftPackage parent, @Nullable Boolean claimed) {
    return new CopyFilter(parent.id(), claimed);
  }

  private static Copy copy(IssuedCode child) {
    return new Copy(child.code(), child.alias(), child.isClaimed());
  }

  private static Copy copy(Claim claim, GiftPackage parent) {
    return new Copy(
        claim.copyCode(),
        Objects.requireNonNull(parent.design().codes().shared(), "its copies share a code"),
        !claim.isEarmark() || claim.state() instanceof TakenOver);
  }
}
