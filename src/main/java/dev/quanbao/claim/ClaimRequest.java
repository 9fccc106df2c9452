package dev.quanbao.claim;

import dev.quanbao.platform.id.Ids;
import dev.quanbao.ticket.OwnerType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wish for one copy of a package, the package and the person known.
 *
 * @param ownerId who wants it
 * @param ownerType user or OP
 * @param packageId the parent package
 * @param childCode code of the one child that is wanted; null for any
 * @param copyId the one copy of the sender's that is to be taken over; null for any
 * @param channel through which; null when it isn't to be held against the channels
 * @param senderId who claims for the owner; null for nobody
 * @param passedOn whether a copy that was allotted to the sender is to be taken over
 * @param now the business clock
 * @param operation under which the claim happens at most once; null when each request counts
 */
public record ClaimRequest(
    String ownerId,
    OwnerType ownerType,
    String packageId,
    @Nullable String childCode,
    @Nullable String copyId,
    @Nullable String channel,
    @Nullable String senderId,
    boolean passedOn,
    Instant now,
    @Nullable String operation) {

  /** A wish for any copy, whatever the channel. */
  static ClaimRequest anyCopy(
      OwnerType ownerType,
      String ownerId,
      String packageId,
      @Nullable String senderId,
      Instant now,
      @Nullable String operation) {
    return new ClaimRequest(
        ownerId, ownerType, packageId, null, null, null, senderId, false, now, operation);
  }

  /** A claim for this wish that nothing has been written of. */
  Claim claim(
      String companyId, @Nullable String packageCode, long firstTicketNumber, Instant startedAt) {
    return new Claim(
        Ids.randomFor(ownerId),
        ownerId,
        ownerType,
        packageId,
        1,
        Claim.State.PENDING,
        companyId,
        packageCode,
        firstTicketNumber,
        channel,
        senderId,
        now,
        startedAt,
        operation,
        passedOn,
        null);
  }
}
