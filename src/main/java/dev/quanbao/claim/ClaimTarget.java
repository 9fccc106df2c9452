package dev.quanbao.claim;

import com.mongodb.client.model.Filters;
import dev.quanbao.access.Caller;
import dev.quanbao.giftpackage.CodeBook;
import dev.quanbao.giftpackage.GiftPackage;
import dev.quanbao.giftpackage.GiftPackages;
import dev.quanbao.giftpackage.IssuedCode;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a claim is aimed at: a package by its id, its code or an alias, or one child of it.
 *
 * <p>A code is looked up first, whoever made it; only for one that isn't found does the check digit
 * tell a slip of the finger from a code that never was.
 */
@ApplicationScoped
public class ClaimTarget {

  private static final int MADE_CODES_FROM = 10;

  private final RecentPackages recentPackages;
  private final GiftPackages packages;
  private final CodeBook codeBook;
  private final Claims claims;
  private final CodeMint mint;

  ClaimTarget(
      RecentPackages recentPackages,
      GiftPackages packages,
      CodeBook codeBook,
      Claims claims,
      CodeMint mint) {
    this.recentPackages = recentPackages;
    this.packages = packages;
    this.codeBook = codeBook;
    this.claims = claims;
    this.mint = mint;
  }

  /**
   * What was found.
   *
   * @param packageId the parent package
   * @param childCode the one child that is wanted; null for any copy
   */
  record Target(String packageId, @Nullable String childCode) {}

  Uni<Target> byId(String packageId, Caller caller) {
    return recentPackages
        .seen(packageId)
        .map(seen -> {
          if (seen.isEmpty() || !caller.mayUse(seen.get().claimed().companyId())) {
            throw Refused.because(ErrorCode.NOT_FOUND);
          }
          return new Target(packageId, null);
        });
  }

  Uni<Target> byPackageCode(String code, Caller caller) {
    return packages
        .mongoCollection()
        .find(Filters.eq("code", code))
        .collect()
        .first()
        .chain(parent ->
            isVisible(parent, caller)
                ? Uni.createFrom().item(new Target(parent.id(), null))
                : byChildCode(code, caller));
  }

  Uni<Target> byAlias(String alias, Caller caller) {
    List<String> ids =
        caller.companies().stream().map(company -> IssuedCode.idOf(company, alias)).toList();
    return codeBook
        .mongoCollection()
        .find(Filters.in("_id", ids))
        .collect()
        .asList()
        .chain(found -> {
          if (found.size() > 1) {
            throw Refused.invalid("ticketPackageAliasCode", "fault.ambiguousCode");
          }
          if (found.isEmpty()) {
            throw notFound(alias);
          }
          return target(found.getFirst(), caller);
        });
  }

  private Uni<Target> byChildCode(String code, Caller caller) {
    return codeBook
        .mongoCollection()
        .find(Filters.and(Filters.eq("code", code), Filters.eq("child", true)))
        .collect()
        .first()
        .chain(child ->
            child == null
                ? claimedElsewhere(code, caller)
                : byId(child.packageId(), caller)
                    .onFailure(Refused.class)
                    .transform(hidden -> notFound(code))
                    .chain(parent -> target(child, caller)));
  }

  // Children of shared packages exist only as what somebody has claimed.
  private Uni<Target> claimedElsewhere(String code, Caller caller) {
    return claims
        .mongoCollection()
        .find(Filters.eq("packageCode", code))
        .collect()
        .first()
        .map(claim -> {
          throw claim != null && caller.mayUse(claim.companyId())
              ? Refused.because(ErrorCode.CODE_ALREADY_CLAIMED)
              : notFound(code);
        });
  }

  private Refused notFound(String code) {
    boolean slip =
        code.length() >= MADE_CODES_FROM
            && code.chars().allMatch(Character::isDigit)
            && !mint.looksMade(code);
    return Refused.because(slip ? ErrorCode.CODE_INVALID : ErrorCode.CODE_NOT_FOUND);
  }

  private Uni<Target> target(IssuedCode found, Caller caller) {
    var target = new Target(found.packageId(), found.child() ? found.code() : null);
    if (!found.child() || found.claimId() == null) {
      return Uni.createFrom().item(target);
    }
    return isOwn(found.claimId(), caller)
        .map(own -> {
          if (!own) {
            throw Refused.because(ErrorCode.CODE_ALREADY_CLAIMED);
          }
          return target;
        });
  }

  // A repeated request finds its child claimed by itself.
  private Uni<Boolean> isOwn(String claimId, Caller caller) {
    return caller.operation().isEmpty()
        ? Uni.createFrom().item(false)
        : claims
            .findById(claimId)
            .map(claim ->
                claim != null && caller.operation().equals(Optional.ofNullable(claim.operation())));
  }

  private static boolean isVisible(@Nullable GiftPackage parent, Caller caller) {
    return Optional.ofNullable(parent)
        .filter(found -> found.hiddenSince() == null)
        .filter(found -> caller.mayUse(found.companyId()))
        .isPresent();
  }
}
