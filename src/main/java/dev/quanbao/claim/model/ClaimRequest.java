package dev.quanbao.claim.model;

import dev.quanbao.claim.model.CopyState.Pending;
import dev.quanbao.claim.model.CopyWish.AnyCopy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request for one copy of a package, the package and the owner known. */
public record ClaimRequest(Owner owner, String packageId, CopyWish wish, ClaimOrigin origin) {

  /** A request for any copy. */
  public static ClaimRequest forAnyCopy(Owner owner, String packageId, ClaimOrigin origin) {
    return new ClaimRequest(owner, packageId, new AnyCopy(), origin);
  }

  /**
   * The claim that is to fulfil this request.
   *
   * @param id never used before
   * @param startedAt the real clock
   */
  public Claim toClaim(
      String id,
      String companyId,
      @Nullable String packageCode,
      long firstTicketNumber,
      Instant startedAt) {
    return new Claim(
        id,
        owner,
        packageId,
        1,
        companyId,
        packageCode,
        firstTicketNumber,
        wish.source(),
        new Pending(),
        origin,
        startedAt);
  }
}
