package dev.quanbao.claim.model;

import dev.quanbao.claim.model.CopySource.FromRecipient;
import dev.quanbao.claim.model.CopyState.Owned;
import dev.quanbao.claim.model.CopyState.Pending;
import dev.quanbao.claim.model.CopyState.TakenOver;
import dev.quanbao.claim.model.Owner.Recipient;
import dev.quanbao.claim.model.Owner.TicketHolder;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a package claimed by one owner (领取, 分配), or set aside for a recipient until a user
 * claims it.
 *
 * <p>Owner, package and {@code nth} together are unique: that key is the personal limit. While the
 * claim is {@link Pending} it holds all that is needed to finish it; whether it counts is said by
 * the package's quota alone.
 *
 * @param id the owner's partition and 32 hex; never used again, not even after it was given up
 * @param owner who has the copy
 * @param packageId the parent package
 * @param nth this owner's n-th copy of the package, from 1
 * @param companyId whose package
 * @param packageCode code of the copy; null where it is a child's that the tickets know
 * @param firstTicketNumber from which its tickets' codes are made
 * @param source where the copy comes from
 * @param state how far the claim has come, and what has become of the copy
 * @param origin how the claim came about
 * @param startedAt when the last change of its state began, by the real clock, which recovery goes
 *     by
 */
public record Claim(
    String id,
    Owner owner,
    String packageId,
    int nth,
    String companyId,
    @Nullable String packageCode,
    long firstTicketNumber,
    CopySource source,
    CopyState state,
    ClaimOrigin origin,
    Instant startedAt) {

  public boolean isPending() {
    return state instanceof Pending;
  }

  /** Whether the claim is known to count, with all of its tickets. */
  public boolean isDone() {
    return state instanceof Owned || state instanceof TakenOver;
  }

  /** Whether it is a copy that is or was set aside. */
  public boolean isEarmark() {
    return owner instanceof Recipient;
  }

  /** Whether it takes over a copy that was set aside. */
  public boolean takesEarmark() {
    return source instanceof FromRecipient;
  }

  /** When it was claimed, by the business clock. */
  public Instant claimedAt() {
    return origin.at();
  }

  /** The id of the user or OP who holds the tickets; a copy that is set aside has none. */
  public String holderId() {
    if (owner instanceof TicketHolder holder) {
      return holder.id();
    }
    throw new IllegalStateException("a copy that is set aside has no tickets");
  }

  /** The recipient of a copy that is or was set aside. */
  public Recipient recipient() {
    if (owner instanceof Recipient recipient) {
      return recipient;
    }
    throw new IllegalStateException("the copy was not set aside");
  }

  /** The code of the copy, which is known as soon as the claim counts. */
  public String copyCode() {
    return Objects.requireNonNull(packageCode, "a claim's copy is known before its tickets");
  }

  public Claim withNth(int other) {
    return new Claim(
        id,
        owner,
        packageId,
        other,
        companyId,
        packageCode,
        firstTicketNumber,
        source,
        state,
        origin,
        startedAt);
  }

  public Claim withPackageCode(String code) {
    return new Claim(
        id,
        owner,
        packageId,
        nth,
        companyId,
        code,
        firstTicketNumber,
        source,
        state,
        origin,
        startedAt);
  }
}
