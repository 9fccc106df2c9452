package dev.quanbao.claim;

import com.mongodb.client.model.Filters;
import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.engine.RecentPackages;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimRules;
import dev.quanbao.claim.model.RecipientIds;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
  private final GiftPackageRepository packages;
  private final AliasCodeRepository codeBook;
  private final ClaimRepository claims;
  private final CodeMint mint;

  public ClaimTarget(
      RecentPackages recentPackages,
      GiftPackageRepository packages,
      AliasCodeRepository codeBook,
      ClaimRepository claims,
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
   * @param holderId the claim that holds that child; null while it is free
   * @param from the receiver for whom that claim sets the child aside; null for none
   */
  record Target(
      String packageId,
      @Nullable String childCode,
      @Nullable String holderId,
      @Nullable String from) {

    static Target anyOf(String packageId) {
      return new Target(packageId, null, null, null);
    }

    static Target copy(String packageId, String code, @Nullable String holderId) {
      return new Target(packageId, code, holderId, null);
    }
  }

  Uni<Target> byId(String packageId, Caller caller) {
    return recentPackages
        .recall(packageId)
        .map(seen -> {
          if (seen.isEmpty() || !caller.mayUse(seen.get().giftPackage().companyId())) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          return Target.anyOf(packageId);
        });
  }

  /** Why a package can't be claimed without a channel; empty when it can, for all that is known. */
  Uni<Optional<ErrorCode>> channelMissing(Target target, Instant now) {
    return recentPackages
        .read(target.packageId())
        .map(fresh ->
            fresh
                .filter(seen -> !seen.giftPackage().design().claimChannels().isEmpty())
                .map(seen ->
                    ClaimRules.objection(seen.giftPackage(), seen.company(), null, now)
                        .orElse(ErrorCode.CHANNEL_NOT_ALLOWED)));
  }

  /**
   * Finds a package or a child by its code.
   *
   * @param alsoClaimed whether a child is as good when somebody has claimed it
   */
  Uni<Target> byPackageCode(String code, boolean alsoClaimed, Caller caller) {
    return packages
        .mongoCollection()
        .find(Filters.eq("code", code))
        .collect()
        .first()
        .chain(parent ->
            isVisible(parent, caller)
                ? Uni.createFrom().item(Target.anyOf(parent.id()))
                : byChildCode(code, alsoClaimed, caller));
  }

  /** As {@link #byPackageCode}, by an alias code. */
  Uni<Target> byAlias(String alias, boolean alsoClaimed, Caller caller) {
    List<String> ids =
        caller.companies().stream().map(company -> IssuedCode.idOf(company, alias)).toList();
    return codeBook
        .mongoCollection()
        .find(Filters.in("_id", ids))
        .collect()
        .asList()
        .chain(found -> {
          if (found.size() > 1) {
            throw RequestRefusedException.invalid(
                "ticketPackageAliasCode", "violation.ambiguousCode");
          }
          if (found.isEmpty()) {
            throw notFound(alias);
          }
          return target(found.getFirst(), alsoClaimed, caller);
        });
  }

  private Uni<Target> byChildCode(String code, boolean alsoClaimed, Caller caller) {
    return codeBook
        .mongoCollection()
        .find(codeBook.isChild(code))
        .collect()
        .first()
        .chain(child ->
            child == null
                ? claimedElsewhere(code, alsoClaimed, caller)
                : byId(child.packageId(), caller)
                    .onFailure(RequestRefusedException.class)
                    .transform(hidden -> notFound(code))
                    .chain(parent -> target(child, alsoClaimed, caller)));
  }

  // Children of shared packages exist only as what somebody has claimed, or what is set aside.
  private Uni<Target> claimedElsewhere(String code, boolean alsoClaimed, Caller caller) {
    return claims
        .mongoCollection()
        .find(Filters.eq("packageCode", code))
        .collect()
        .first()
        .chain(claim -> {
          if (claim == null || !caller.mayUse(claim.companyId()) || isBack(claim)) {
            throw notFound(code);
          }
          if (claim.isSetAside() && !alsoClaimed) {
            return setAside(claim, code, caller);
          }
          if (!alsoClaimed) {
            throw RequestRefusedException.because(ErrorCode.CODE_ALREADY_CLAIMED);
          }
          return Uni.createFrom().item(Target.copy(claim.packageId(), code, claim.id()));
        });
  }

  // It was never claimed, and its code is void.
  private static boolean isBack(Claim claim) {
    return claim.state() == Claim.State.RETURNING || claim.state() == Claim.State.RETURNED;
  }

  private Uni<Target> setAside(Claim copy, String code, Caller caller) {
    var target = new Target(copy.packageId(), code, copy.id(), copy.ownerId());
    return copy.passedTo() == null
        ? Uni.createFrom().item(target)
        : ifOwn(copy.passedTo(), target, caller);
  }

  private RequestRefusedException notFound(String code) {
    boolean slip =
        code.length() >= MADE_CODES_FROM
            && code.chars().allMatch(Character::isDigit)
            && !mint.looksMade(code);
    return RequestRefusedException.because(
        slip ? ErrorCode.CODE_INVALID : ErrorCode.CODE_NOT_FOUND);
  }

  private Uni<Target> target(IssuedCode found, boolean alsoClaimed, Caller caller) {
    var target =
        found.child()
            ? Target.copy(found.packageId(), found.code(), found.claimId())
            : Target.anyOf(found.packageId());
    if (!found.child() || found.claimId() == null || alsoClaimed) {
      return Uni.createFrom().item(target);
    }
    return RecipientIds.own(found.claimId())
        ? claims
            .findById(found.claimId())
            .chain(copy ->
                // It has been undone since its child was read.
                copy == null ? Uni.createFrom().item(target) : setAside(copy, found.code(), caller))
        : ifOwn(found.claimId(), target, caller);
  }

  private Uni<Target> ifOwn(String claimId, Target target, Caller caller) {
    return isOwn(claimId, caller)
        .map(own -> {
          if (!own) {
            throw RequestRefusedException.because(ErrorCode.CODE_ALREADY_CLAIMED);
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
