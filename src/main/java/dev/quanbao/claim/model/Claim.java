package dev.quanbao.claim.model;

import dev.quanbao.ticket.model.OwnerType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a package claimed by one person (领取), or set aside for a receiver until somebody
 * claims it.
 *
 * <p>Owner, package and {@code nth} together are unique: that key is the personal limit. While it
 * is {@link State#PENDING} it holds all that is needed to finish it; whether it counts is said by
 * the package's quota alone.
 *
 * @param id the owner's partition and 32 hex; never used again, not even after it was given up
 * @param ownerId who claims
 * @param ownerType user, OP or receiver; a receiver's copy has no tickets
 * @param packageId the parent package
 * @param nth this person's n-th copy of the package, from 1
 * @param state whether its tickets are known to be there
 * @param companyId whose package
 * @param packageCode code of the copy; null where it is a child's that the tickets know
 * @param firstTicketNumber from which its tickets' codes are made
 * @param channel through which it came; null for none
 * @param senderId who claimed for the owner; null for nobody
 * @param claimedAt when, by the business clock
 * @param startedAt when, by the real clock, which recovery goes by
 * @param operation the request's once-only id; null without one
 * @param passedOn whether it has no copy of its own: it takes over somebody's, or gives its own
 *     back
 * @param from whose copy it takes over, an OP's or a receiver's; null where it is one of the quota
 * @param passedTo what has taken this copy over: a claim, or an attempt to give it back; null while
 *     its owner keeps it
 * @param reservedFor the only user who may take it over; null for anybody who brings its code
 */
@RegisterForReflection
public record Claim(
    String id,
    String ownerId,
    OwnerType ownerType,
    String packageId,
    int nth,
    State state,
    String companyId,
    @Nullable String packageCode,
    long firstTicketNumber,
    @Nullable String channel,
    @Nullable String senderId,
    Instant claimedAt,
    Instant startedAt,
    @Nullable String operation,
    boolean passedOn,
    @Nullable String from,
    @Nullable String passedTo,
    @Nullable String reservedFor) {

  /** How far a claim has come. */
  public enum State {
    /** Its tickets may not all be there, and it need not count. */
    PENDING,
    /** It counts, and its tickets are there. */
    DONE,
    /** It was set aside and is being given back. */
    RETURNING,
    /** It was set aside and is given back: it only tells a repetition what happened. */
    RETURNED
  }

  /** Whether it is a copy that is or was set aside. */
  public boolean isSetAside() {
    return ownerType == OwnerType.RECEIVER;
  }

  /** Whether it takes over a copy that was set aside. */
  public boolean takesSetAside() {
    return from != null && RecipientIds.own(from);
  }

  /** The code of the copy, which is known as soon as the claim counts. */
  public String copyCode() {
    return Objects.requireNonNull(packageCode, "a claim's copy is known before its tickets");
  }

  /** What has taken this copy over, of one that is known to be taken. */
  public String taker() {
    return Objects.requireNonNull(passedTo, "a copy is passed to somebody before it is asked whom");
  }

  public Claim withNth(int other) {
    return new Claim(
        id,
        ownerId,
        ownerType,
        packageId,
        other,
        state,
        companyId,
        packageCode,
        firstTicketNumber,
        channel,
        senderId,
        claimedAt,
        startedAt,
        operation,
        passedOn,
        from,
        passedTo,
        reservedFor);
  }

  public Claim withPackageCode(String code) {
    return new Claim(
        id,
        ownerId,
        ownerType,
        packageId,
        nth,
        state,
        companyId,
        code,
        firstTicketNumber,
        channel,
        senderId,
        claimedAt,
        startedAt,
        operation,
        passedOn,
        from,
        passedTo,
        reservedFor);
  }
}
