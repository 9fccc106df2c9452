package dev.quanbao.claim.store;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.giftpackage.model.Quota.Fence;
import dev.quanbao.giftpackage.model.Quota.Take;
import java.time.Instant;
import java.util.List;

/** Claims as the quota of their package knows them. */
public final class QuotaEntries {

  private QuotaEntries() {}

  public static Take takeFor(Claim claim) {
    return new Take(claim.id(), claim.claimedAt(), claim.origin().channel(), claim.isEarmark());
  }

  public static List<Take> takesFor(List<Claim> claims) {
    return claims.stream().map(QuotaEntries::takeFor).toList();
  }

  public static List<Fence> fencesFor(List<Claim> claims, Instant at) {
    return claims.stream()
        .map(claim -> new Fence(claim.id(), at, ClaimIds.ownerId(claim.source())))
        .toList();
  }
}
