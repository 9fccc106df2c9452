package dev.quanbao.claim;

import dev.quanbao.ticket.OwnerType;
import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a package claimed by one person (领取).
 *
 * <p>Owner, package and {@code nth} together are unique: that key is the personal limit. While it
 * is {@link State#PENDING} it holds all that is needed to finish it; whether it counts is said by
 * the package's quota alone.
 *
 * @param id the owner's partition and 32 hex; never used again, not even after it was given up
 * @param ownerId who claims
 * @param ownerType user or OP
 * @param packageId the parent package
 * @param nth this person's n-th copy of the package, from 1
 * @param state whether its tickets are known to be there
 * @param companyId whose package
 * @param packageCode code of the copy; null while a child has not been found for it
 * @param firstTicketNumber from which its tickets' codes are made
 * @param channel through which it came; null for none
 * @param senderId who claimed for the owner; null for nobody
 * @param claimedAt when, by the business clock
 * @param startedAt when, by the real clock, which recovery goes by
 * @param operation the request's once-only id; null without one
 * @param passedOn whether it takes over a copy that was allotted to the sender, not one of the
 *     quota
 * @param passedTo the claim that has taken this copy over; null while its owner keeps it
 */
@MongoEntity(collection = "claims")
@RegisterForReflection
public record Claim(
    @BsonId String id,
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
    @Nullable String passedTo) {

  /** Whether a claim's tickets are known to be there. */
  public enum State {
    PENDING,
    DONE
  }

  /** The code of the copy, which is known as soon as the claim counts. */
  String copyCode() {
    return Objects.requireNonNull(packageCode, "a claim's copy is known before its tickets");
  }

  Claim withNth(int other) {
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
        passedTo);
  }

  Claim withPackageCode(String code) {
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
        passedTo);
  }
}
