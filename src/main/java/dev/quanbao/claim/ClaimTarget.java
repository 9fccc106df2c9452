package dev.quanbao.claim;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.engine.RecentPackages;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimRules;
import dev.quanbao.claim.model.CopyState.Owned;
import dev.quanbao.claim.model.CopyState.Pending;
import dev.quanbao.claim.model.CopyState.Released;
import dev.quanbao.claim.model.CopyState.Releasing;
import dev.quanbao.claim.model.CopyState.TakenOver;
import dev.quanbao.claim.model.CopyWish;
import dev.quanbao.claim.model.CopyWish.AnyCopy;
import dev.quanbao.claim.model.CopyWish.OfRecipient;
import dev.quanbao.claim.model.CopyWish.OneChild;
import dev.quanbao.claim.store.ClaimIds;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a claim asks for: a package by its id, its code or an alias, or one child of it.
 *
 * <p>A code is looked up first, since clients may bring codes of their own. Only for a code that
 * isn't found, the check digit tells a mistyped one from one that never was.
 */
@ApplicationScoped
public class ClaimTarget {

  private static final int MADE_CODES_FROM = 10;

  private final RecentPackages recentPackages;
  private final GiftPackageRepository packages;
  private final AliasCodeRepository aliasCodes;
  private final ClaimRepository claims;
  private final CodeMint mint;

  public ClaimTarget(
      RecentPackages recentPackages,
      GiftPackageRepository packages,
      AliasCodeRepository aliasCodes,
      ClaimRepository claims,
      CodeMint mint) {
    this.recentPackages = recentPackages;
    this.packages = packages;
    this.aliasCodes = aliasCodes;
    this.claims = claims;
    this.mint = mint;
  }

  /**
   * What a claim asks for.
   *
   * @param packageId the parent package
   * @param childCode the one child that is wanted; null for any copy
   * @param holderId the claim that holds that child; null while it is free
   * @param recipientKey the recipient for whom that claim sets the child aside; null for none
   */
  record Target(
      String packageId,
      @Nullable String childCode,
      @Nullable String holderId,
      @Nullable String recipientKey) {

    /** Which copy a claim of the target asks for, unless it is one that was allotted. */
    CopyWish wish() {
      if (recipientKey != null && holderId != null) {
        return new OfRecipient(recipientKey, holderId);
      }
      return childCode == null ? new AnyCopy() : new OneChild(childCode);
    }

    static Target anyOf(String packageId) {
      return new Target(packageId, null, null, null);
    }

    static Target copy(String packageId, String code, @Nullable String holderId) {
      return new Target(packageId, code, holderId, null);
    }
  }

  Uni<Target> findById(String packageId, Caller caller) {
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
  Uni<Optional<ErrorCode>> objectionWithoutChannel(Target target, Instant now) {
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
   * @param alsoClaimed whether a child that is claimed will do
   */
  Uni<Target> findByPackageCode(String code, boolean alsoClaimed, Caller caller) {
    return packages
        .findByCode(code)
        .chain(parent ->
            isVisible(parent, caller)
                ? Uni.createFrom().item(Target.anyOf(parent.id()))
                : findChild(code, alsoClaimed, caller));
  }

  /**
   * Finds a package or a child by its alias code; fails with {@link AmbiguousCodeException} where
   * several companies of the caller have it.
   */
  Uni<Target> findByAlias(String alias, boolean alsoClaimed, Caller caller) {
    return aliasCodes
        .findByAlias(caller.companies(), alias)
        .chain(found -> {
          if (found.size() > 1) {
            throw new AmbiguousCodeException();
          }
          if (found.isEmpty()) {
            throw notFound(alias);
          }
          return target(found.getFirst(), alsoClaimed, caller);
        });
  }

  private Uni<Target> findChild(String code, boolean alsoClaimed, Caller caller) {
    return aliasCodes
        .findChild(code)
        .chain(child ->
            child == null
                ? findClaimedCopy(code, alsoClaimed, caller)
                : findById(child.packageId(), caller)
                    .onFailure(RequestRefusedException.class)
                    .transform(hidden -> notFound(code))
                    .chain(parent -> target(child, alsoClaimed, caller)));
  }

  // A copy of a package with one code for all copies exists only once it is claimed or set aside.
  private Uni<Target> findClaimedCopy(String code, boolean alsoClaimed, Caller caller) {
    return claims
        .readByPackageCode(code)
        .chain(claim -> {
          if (claim == null || !caller.mayUse(claim.companyId()) || isReleased(claim)) {
            throw notFound(code);
          }
          if (claim.isEarmark() && !alsoClaimed) {
            return setAside(claim, code, caller);
          }
          if (!alsoClaimed) {
            throw RequestRefusedException.because(ErrorCode.CODE_ALREADY_CLAIMED);
          }
          return Uni.createFrom().item(Target.copy(claim.packageId(), code, claim.id()));
        });
  }

  // Such a copy was set aside and never claimed; its code is void.
  private static boolean isReleased(Claim claim) {
    return claim.state() instanceof Releasing || claim.state() instanceof Released;
  }

  private Uni<Target> setAside(Claim copy, String code, Caller caller) {
    var target = new Target(copy.packageId(), code, copy.id(), copy.recipient().key());
    return switch (copy.state()) {
      case Pending pending -> Uni.createFrom().item(target);
      case Owned owned -> Uni.createFrom().item(target);
      case TakenOver taken -> ifOwn(taken.byClaimId(), target, caller);
      case Releasing releasing -> ifOwn(releasing.attemptId(), target, caller);
      case Released released -> ifOwn(released.attemptId(), target, caller);
    };
  }

  private RequestRefusedException notFound(String code) {
    boolean isMistyped =
        code.length() >= MADE_CODES_FROM
            && code.chars().allMatch(Character::isDigit)
            && !mint.looksMade(code);
    return RequestRefusedException.because(
        isMistyped ? ErrorCode.CODE_INVALID : ErrorCode.CODE_NOT_FOUND);
  }

  private Uni<Target> target(IssuedCode found, boolean alsoClaimed, Caller caller) {
    var target =
        found.child()
            ? Target.copy(found.packageId(), found.code(), found.claimId())
            : Target.anyOf(found.packageId());
    if (!found.child() || found.claimId() == null || alsoClaimed) {
      return Uni.createFrom().item(target);
    }
    return ClaimIds.isEarmark(found.claimId())
        ? claims
            .read(found.claimId())
            .chain(copy ->
                // The claim was undone since the child was read.
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

  // A repeated request finds its child claimed by its own claim.
  private Uni<Boolean> isOwn(String claimId, Caller caller) {
    return caller.operation().isEmpty()
        ? Uni.createFrom().item(false)
        : claims
            .read(claimId)
            .map(claim ->
                claim != null
                    && caller.operation().equals(Optional.ofNullable(claim.origin().operation())));
  }

  private static boolean isVisible(@Nullable GiftPackage parent, Caller caller) {
    return Optional.ofNullable(parent)
        .filter(found -> found.creatingSince() == null)
        .filter(found -> caller.mayUse(found.companyId()))
        .isPresent();
  }
}
