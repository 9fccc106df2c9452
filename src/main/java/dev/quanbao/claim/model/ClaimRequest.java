package dev.quanbao.claim.model;

import dev.quanbao.platform.id.Ids;
import dev.quanbao.ticket.model.OwnerType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wish for one copy of a package, the package and the person known.
 *
 * @param ownerId who wants it
 * @param ownerType user, OP or receiver
 * @param packageId the parent package
 * @param childCode code of the one child that is wanted; null for any
 * @param copyId the one copy that is to be taken over; null for any
 * @param channel through which; null when it isn't to be held against the channels
 * @param senderId who claims for the owner; null for nobody
 * @param from the OP or receiver whose copy is to be taken over; null for one of the quota
 * @param reservedFor the only user who may take over what is set aside; null for anybody
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
    @Nullable String from,
    @Nullable String reservedFor,
    Instant now,
    @Nullable String operation) {

  /** A wish for any copy, whatever the channel. */
  public static ClaimRequest anyCopy(
      OwnerType ownerType,
      String ownerId,
      String packageId,
      @Nullable String senderId,
      Instant now,
      @Nullable String operation) {
    return new ClaimRequest(
        ownerId, ownerType, packageId, null, null, null, senderId, null, null, now, operation);
  }

  /** A wish for any copy, to be set aside for a receiver. */
  public static ClaimRequest setAside(
      Recipient receiver, String packageId, String senderId, Instant now, String operation) {
    return new ClaimRequest(
        RecipientIds.idOf(receiver.key()),
        OwnerType.RECEIVER,
        packageId,
        null,
        null,
        null,
        senderId,
        null,
        receiver.userId(),
        now,
        operation);
  }

  /** Whether somebody's copy is to be taken over. */
  public boolean passedOn() {
    return from != null;
  }

  /** Whether a copy is to be taken over that is set aside. */
  public boolean takesSetAside() {
    return from != null && RecipientIds.own(from);
  }

  /** A claim for this wish that nothing has been written of. */
  public Claim claim(
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
        passedOn(),
        from,
        null,
        reservedFor);
  }
}
